INSERT OR IGNORE INTO entidad (uuid, clase, ambito, gae, padre, nacida, nacida_hlc)
VALUES
    (?5, ?6, ?1, ?2, ?7, ?3, ?4)
