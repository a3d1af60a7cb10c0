INSERT OR IGNORE INTO entidad (uuid, clase, ambito, gae, padre, nacida)
VALUES
    (?4, ?5, ?1, ?2, ?6, ?3)
