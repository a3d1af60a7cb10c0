//! What the file says of every institution, read once; the rows of any cut-off come out of it.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use almacen::{Consultas, InstitucionLeida, SumaDeTramites};
use dominio::avance::Reportado;
use dominio::fase::Fase;
use dominio::instituciones::{self, Institucion, TipoInstitucion};
use dominio::tablero::{Celda, Fila, Movimiento, Vigente, Voz, estado_de, vigente};
use jiff::civil::Date;
use uuid::Uuid;

use super::reportado;
use crate::falla::Falla;
use crate::rediseno::es_de_rediseno;
use crate::sesion::{AMBITO_INTERNO, AMBITO_NACIONAL};

/// Cut-offs whose rows are kept; another one takes the place of the oldest date.
const CORTES_GUARDADOS: usize = 32;

/// Classes whose first entity starts a phase (`dominio.md` §11: S, first fact).
const CLASES_DE_HECHOS: &[(&str, Fase)] =
    &[("integrante", Fase::ConformacionComite), ("documento_conformacion", Fase::ConformacionComite), ("priorizacion", Fase::Priorizacion)];

/// Movements of both voices, by phase, each in the order it was written.
#[derive(Default)]
pub(crate) struct Dicho {
    pub institucion: [Vec<Movimiento>; 9],
    pub gae: [Vec<Movimiento>; 9],
}

/// The last day on which the institution wrote about itself, and on which GAE did.
type DiasConDatos = [Option<Date>; 2];

/// Rows by cut-off, and whether it was then the present day.
type FilasPorCorte = BTreeMap<(Date, bool), Arc<Vec<Fila>>>;

/// The file's institutions with what was said of them.
pub(crate) struct Libro {
    pub gae: bool,
    pub demo: bool,
    /// The only institution of a committee's file.
    propia: Option<Uuid>,
    /// Asientos of the log that it has read.
    asientos: u64,
    pub instituciones: Vec<Institucion>,
    dichos: HashMap<Uuid, Dicho>,
    /// The institution's own, then GAE's copies.
    sumas: HashMap<Uuid, [Vec<SumaDeTramites>; 2]>,
    hechos: HashMap<(Uuid, Fase), Date>,
    pub reportados: Vec<Reportado>,
    cortes: Mutex<FilasPorCorte>,
}

fn de_la_lista(leida: &InstitucionLeida) -> Institucion {
    let conocida = instituciones::por_id(leida.id);
    let o = |texto: &str, otra: Option<&String>| if texto.is_empty() { otra.cloned().unwrap_or_default() } else { texto.to_owned() };
    Institucion {
        id: leida.id,
        codigo: o(&leida.codigo, conocida.map(|i| &i.codigo)),
        sigla: o(&leida.sigla, conocida.map(|i| &i.sigla)),
        nombre: o(&leida.nombre, conocida.map(|i| &i.nombre)),
        tipo: leida.tipo.parse().ok().or(conocida.map(|i| i.tipo)).unwrap_or(TipoInstitucion::OtraDependencia),
        departamento: leida.departamento.clone().or_else(|| conocida.and_then(|i| i.departamento.clone())),
        confirmada: leida.confirmada,
    }
}

/// An institution of which the file has data and nobody wrote the name.
fn sin_nombre(id: Uuid) -> Institucion {
    instituciones::por_id(id).cloned().unwrap_or_else(|| {
        let corta: String = id.simple().to_string().chars().take(8).collect();
        Institucion {
            id,
            codigo: corta.to_uppercase(),
            sigla: corta.to_uppercase(),
            nombre: format!("Institución {} (sin nombre en este archivo)", corta.to_uppercase()),
            tipo: TipoInstitucion::OtraDependencia,
            departamento: None,
            confirmada: false,
        }
    })
}

/// Whether an institution itself has facts in a phase, as the board counts them.
pub(crate) fn con_hechos_propios(c: &Consultas<'_>, ambito: Uuid, fase: Fase) -> Result<bool, Falla> {
    for (clase, suya) in CLASES_DE_HECHOS {
        if *suya == fase && c.cuantas(clase, Some(ambito))? > 0 {
            return Ok(true);
        }
    }
    let con_tramites = |vale: fn(&SumaDeTramites) -> bool| -> Result<bool, Falla> {
        Ok(c.sumas_de_tramites(Some(ambito))?.iter().any(|s| !s.gae && s.tramites > 0 && vale(s)))
    };
    if fase == Fase::Inventario {
        con_tramites(|_| true)
    } else if fase == Fase::Rediseno {
        con_tramites(|s| es_de_rediseno(s.estado))
    } else {
        Ok(false)
    }
}

impl Libro {
    /// Reads the whole book: a few rows an institution.
    pub fn leer(c: &Consultas<'_>) -> Result<Libro, Falla> {
        let instalacion = c.instalacion()?;
        let propia = instalacion.institucion.filter(|_| !instalacion.gae);
        let mut libro = Libro {
            gae: instalacion.gae,
            demo: instalacion.demo,
            propia,
            asientos: c.asientos()?,
            instituciones: Vec::new(),
            dichos: HashMap::new(),
            sumas: HashMap::new(),
            hechos: HashMap::new(),
            reportados: reportado::leer(c, &instalacion)?,
            cortes: Mutex::new(BTreeMap::new()),
        };
        libro.tomar(c, propia)?;
        let mut lista: BTreeMap<Uuid, Institucion> = BTreeMap::new();
        match propia {
            Some(id) => {
                lista.insert(id, sin_nombre(id));
            }
            None => {
                let con_datos = libro.dichos.keys().chain(libro.sumas.keys()).copied();
                lista.extend(con_datos.map(|id| (id, sin_nombre(id))));
                lista.extend(c.instituciones_del_archivo(None)?.iter().map(|i| (i.id, de_la_lista(i))));
                lista.retain(|id, _| *id != AMBITO_INTERNO && *id != AMBITO_NACIONAL);
            }
        }
        libro.instituciones = lista.into_values().collect();
        libro.en_orden();
        Ok(libro)
    }

    fn en_orden(&mut self) {
        self.instituciones.sort_by_cached_key(|i| (i.tipo, dominio::texto::plegar(&i.nombre), i.codigo.clone()));
    }

    /// Takes in what the file has of everything, or of one institution, of which nothing may be here yet.
    fn tomar(&mut self, c: &Consultas<'_>, de: Option<Uuid>) -> Result<(), Falla> {
        for m in c.movimientos_de_fase(de)? {
            let dicho = self.dichos.entry(m.ambito).or_default();
            let lista = if m.gae { &mut dicho.gae } else { &mut dicho.institucion };
            if let Some(lista) = lista.get_mut(m.fase as usize) {
                lista.push(Movimiento { a: m.estado, fecha: m.fecha, evidencias: m.evidencias, reloj: m.reloj });
            }
        }
        let mut anotar = |ambito: Uuid, fase: Fase, dia: Date| {
            let primero = self.hechos.entry((ambito, fase)).or_insert(dia);
            *primero = (*primero).min(dia);
        };
        let clases: Vec<&str> = CLASES_DE_HECHOS.iter().map(|(clase, _)| *clase).collect();
        for h in c.primeros_hechos(&clases, de)? {
            if let Some((_, fase)) = CLASES_DE_HECHOS.iter().find(|(clase, _)| *clase == h.clase) {
                anotar(h.ambito, *fase, h.dia);
            }
        }
        for s in c.sumas_de_tramites(de)? {
            if !s.gae && s.tramites > 0 {
                anotar(s.ambito, Fase::Inventario, s.alta);
            }
            let [suyas, de_gae] = self.sumas.entry(s.ambito).or_default();
            if s.gae { de_gae.push(s) } else { suyas.push(s) }
        }
        Ok(())
    }

    /// The same book with what was written after it, reading again only the institutions that were touched: the cost
    /// of a save does not grow with how many there are. `None` when that is not enough and it must be read whole:
    /// the national or GAE's own rows moved (its published figures are there), or more institutions than it pays for.
    pub fn al_dia(mut self, c: &Consultas<'_>) -> Result<Option<Libro>, Falla> {
        let tocados = c.ambitos_desde(self.asientos)?;
        let todo = tocados.len() * 4 > self.instituciones.len() + 4;
        if todo || tocados.contains(&AMBITO_INTERNO) || tocados.contains(&AMBITO_NACIONAL) {
            return Ok(None);
        }
        let instalacion = c.instalacion()?;
        if (self.gae, self.demo, self.propia) != (instalacion.gae, instalacion.demo, instalacion.institucion.filter(|_| !instalacion.gae)) {
            return Ok(None);
        }
        let mut movida = false;
        let propia = self.propia;
        for ambito in tocados.iter().copied().filter(|a| propia.is_none_or(|p| p == *a)) {
            self.dichos.remove(&ambito);
            self.sumas.remove(&ambito);
            for fase in Fase::TODOS {
                self.hechos.remove(&(ambito, *fase));
            }
            self.tomar(c, Some(ambito))?;
            movida |= propia.is_none() && self.nombrar(c, ambito)?;
        }
        let mut cortes = std::mem::take(&mut self.cortes).into_inner().unwrap_or_else(PoisonError::into_inner);
        if movida {
            self.en_orden();
            cortes.clear();
        }
        for ((dia, es_hoy), filas) in &mut cortes {
            for fila in Arc::make_mut(filas).iter_mut().filter(|f| tocados.contains(&f.institucion)) {
                if let Some(i) = self.instituciones.iter().find(|i| i.id == fila.institucion) {
                    *fila = self.fila(i, *dia, *es_hoy, c.ultimos_dias_de(i.id, *dia)?);
                }
            }
        }
        self.cortes = Mutex::new(cortes);
        self.asientos = c.asientos()?;
        Ok(Some(self))
    }

    /// Reads again who an institution is; whether that moves it in the list, puts it in or takes it out.
    fn nombrar(&mut self, c: &Consultas<'_>, ambito: Uuid) -> Result<bool, Falla> {
        let con_datos = self.dichos.contains_key(&ambito) || self.sumas.contains_key(&ambito);
        let leida = c.instituciones_del_archivo(Some(ambito))?.first().map(de_la_lista);
        let ahora = leida.or_else(|| con_datos.then(|| sin_nombre(ambito)));
        let lugar = self.instituciones.iter().position(|i| i.id == ambito);
        match (lugar, ahora) {
            (Some(lugar), Some(ahora)) => match self.instituciones.get_mut(lugar) {
                Some(antes) if *antes != ahora => {
                    *antes = ahora;
                    Ok(true)
                }
                _ => Ok(false),
            },
            (Some(lugar), None) => {
                self.instituciones.remove(lugar);
                Ok(true)
            }
            (None, Some(ahora)) => {
                self.instituciones.push(ahora);
                Ok(true)
            }
            (None, None) => Ok(false),
        }
    }

    /// The demonstration of GAE says which institution is in which state, and nobody reported it.
    pub fn asignacion_ficticia(&self) -> bool {
        self.demo && self.gae
    }

    /// The rows at a cut-off, by kind and name.
    pub fn filas(&self, c: &Consultas<'_>, corte: Date, hoy: Date) -> Result<Arc<Vec<Fila>>, Falla> {
        // Today's rows depend on today only through the age of the data, which is counted when shown.
        let dia = corte.min(hoy);
        let clave = (dia, dia == hoy);
        let cerrojo = || self.cortes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(filas) = cerrojo().get(&clave) {
            return Ok(Arc::clone(filas));
        }
        let mut dias: HashMap<Uuid, DiasConDatos> = HashMap::new();
        for (ambito, gae, dia) in c.ultimos_dias(dia)? {
            let [suyo, de_gae] = dias.entry(ambito).or_default();
            *(if gae { de_gae } else { suyo }) = Some(dia);
        }
        let filas: Arc<Vec<Fila>> = Arc::new(
            self.instituciones.iter().map(|i| self.fila(i, dia, dia == hoy, dias.get(&i.id).copied().unwrap_or_default())).collect(),
        );
        let mut guardados = cerrojo();
        if guardados.len() >= CORTES_GUARDADOS {
            guardados.pop_first();
        }
        guardados.insert(clave, Arc::clone(&filas));
        Ok(filas)
    }

    fn fila(&self, i: &Institucion, corte: Date, es_hoy: bool, [suyo, del_asesor]: DiasConDatos) -> Fila {
        let [suyas, de_gae] = self.sumas.get(&i.id).map_or([&[][..], &[][..]], |[a, b]| [a.as_slice(), b.as_slice()]);
        let usadas = if suyas.is_empty() { de_gae } else { suyas };
        let sumar = |de: fn(&SumaDeTramites) -> u64| usadas.iter().filter(|s| s.alta <= corte).map(de).sum::<u64>();
        let (datos_del, datos_de) = match (suyo, del_asesor) {
            (Some(d), _) => (Some(d), Some(Voz::Institucion)),
            (None, Some(d)) => (Some(d), Some(Voz::Gae)),
            (None, None) => (None, None),
        };
        let mut celdas = [Celda::VACIA; 9];
        for (fase, celda) in Fase::TODOS.iter().zip(&mut celdas) {
            *celda = estado_de(self.vigente(i.id, *fase, corte, es_hoy));
        }
        Fila {
            institucion: i.id,
            codigo: i.codigo.clone(),
            sigla: i.sigla.clone(),
            nombre: i.nombre.clone(),
            plegado: Fila::plegar(&i.nombre, &i.sigla, &i.codigo, i.departamento.as_deref()),
            tipo: i.tipo,
            departamento: i.departamento.clone(),
            confirmada: i.confirmada,
            celdas,
            datos_del,
            datos_de,
            tramites: sumar(|s| s.tramites),
            fichas_completas: es_hoy.then(|| sumar(|s| s.completas)),
            hallazgos: es_hoy.then(|| sumar(|s| s.hallazgos)),
        }
    }

    /// What both voices leave of a phase at a cut-off.
    pub fn vigente(&self, ambito: Uuid, fase: Fase, corte: Date, es_hoy: bool) -> Vigente {
        let escritos = |de: fn(&Dicho) -> &[Vec<Movimiento>; 9]| {
            self.dichos.get(&ambito).and_then(|d| de(d).get(fase as usize)).map_or(&[][..], Vec::as_slice)
        };
        let primer_hecho = self.hechos.get(&(ambito, fase)).copied().filter(|d| *d <= corte);
        // A trámite in redesign is a fact of the phase, but nothing says since when.
        let redisena = fase == Fase::Rediseno
            && es_hoy
            && self.sumas.get(&ambito).is_some_and(|[suyas, _]| suyas.iter().any(|s| es_de_rediseno(s.estado) && s.tramites > 0));
        Vigente {
            institucion: vigente(escritos(|d| &d.institucion), corte),
            gae: vigente(escritos(|d| &d.gae), corte),
            con_hechos: primer_hecho.is_some() || redisena,
            primer_hecho,
        }
    }

    /// Trámites of an institution that count, its own before GAE's copies; true when they are copies.
    pub fn tramites_de(&self, ambito: Uuid) -> (&[SumaDeTramites], bool) {
        match self.sumas.get(&ambito) {
            Some([suyas, _]) if !suyas.is_empty() => (suyas, false),
            Some([_, de_gae]) => (de_gae, !de_gae.is_empty()),
            None => (&[], false),
        }
    }

    /// The first date of a fact; `None` for an empty book.
    pub fn primer_hecho(&self) -> Option<Date> {
        let dichos = self.dichos.values().flat_map(|d| d.institucion.iter().chain(&d.gae)).flatten().map(|m| m.fecha);
        dichos.chain(self.hechos.values().copied()).min()
    }

    /// The institution that a text names: identifier, code or sigla, without regard to case.
    pub fn buscar(&self, clave: &str) -> Option<&Institucion> {
        let clave = clave.trim().to_lowercase();
        self.instituciones.iter().find(|i| i.id.to_string() == clave || i.codigo.to_lowercase() == clave || i.sigla.to_lowercase() == clave)
    }
}
