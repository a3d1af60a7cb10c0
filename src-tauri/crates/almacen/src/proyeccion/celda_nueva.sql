INSERT OR FAIL INTO celda (entidad, campo, n, indice, hlc, valor)
VALUES
    (?3, ?4, ?1, ?5, ?2, ?6)
