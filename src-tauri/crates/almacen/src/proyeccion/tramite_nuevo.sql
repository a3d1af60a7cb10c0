INSERT INTO tramite (
    id, uuid, ambito, gae, visible, editado, cuenta, codigo, codigo_clave, nombre, nombre_clave, unidad, categoria, clase, estado,
    id_catalogo, requisitos, pasos, tiempo, costo, con_dato, exigidos, hallazgos, severidad, banderas, conflictos, importacion, originales, familia, indexado
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
