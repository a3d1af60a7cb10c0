SELECT
    t.uuid, t.ambito, t.gae, t.codigo, t.nombre, t.unidad, t.categoria, t.clase, t.estado,
    t.id_catalogo, t.requisitos, t.pasos, t.tiempo, t.costo, t.con_dato, t.exigidos, t.hallazgos,
    t.severidad, t.banderas, t.importacion, t.editado, t.conflictos
FROM tramite t
