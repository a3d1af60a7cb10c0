/** A diagram of another program, as `examinar_bpmn` tells it. */
import type { BpmnExaminado } from "../generado/BpmnExaminado";

export function bpmnExaminado(): BpmnExaminado {
  return {
    archivo: "licencia.bpmn",
    cuenta: {
      procesos: 1,
      participantes: 2,
      carriles: 2,
      actividades: 2,
      compuertas: 1,
      eventos: 2,
      flujos: 5,
      mensajes: 1,
      objetos_de_datos: 1,
      con_di: true,
      no_reconocidos: [{ elemento: "camunda:formData", cuantos: 1 }],
      avisos: [],
    },
    pasos: [
      {
        numero: 1,
        texto: "Presentar la solicitud",
        actor: "Usuario",
        unidad: "",
        resultados: "",
      },
      {
        numero: 2,
        texto: "Revisar los requisitos",
        actor: "Institución",
        unidad: "Ventanilla",
        resultados: "cumple / no cumple: paso 1",
      },
    ],
    sin_lugar: [
      {
        codigo: "mensajes",
        mensaje:
          "El diagrama tiene 1 mensajes entre participantes. La tabla no los dice: quedan en el archivo original.",
      },
    ],
    propio: false,
  };
}
