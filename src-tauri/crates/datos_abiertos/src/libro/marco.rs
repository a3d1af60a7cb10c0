//! A workbook as a stream of frames: what the child process writes and its parent reads.
//!
//! Each frame is a kind, a length and its bytes. The parent believes nothing: lengths are checked
//! before any allocation, rows and columns are counted again, texts must be UTF-8 without NUL, and a
//! stream without its closing frame, whose counts must be right, is no workbook.

use std::io::{Read, Write};

use thiserror::Error;

use super::{AvisoDeLibro, Celda, FallaDeLibro, Fila, FormatoDeLibro, Libro, LimitesDeLibro, Medidor, Numero, Sumidero};

const MARCA: &[u8; 6] = b"DLGH1\n";
/// Largest frame: a row of 200 cells of 32,767 characters.
const MARCO: u32 = 28 << 20;
/// Notices that are kept of a whole workbook.
const AVISOS: usize = 2_000;
/// Longest sentence of a refusal.
const FRASE: usize = 600;

/// Why what the child wrote is no workbook.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum FallaDeMarco {
    /// The child refused the file, and says why to the person.
    #[error("refused by the child: {mensaje}")]
    Rechazado {
        /// Spanish sentence.
        mensaje: String,
        /// The remedy is less of it.
        limite: bool,
    },
    /// The stream ended before its closing frame.
    #[error("the stream was cut off")]
    Cortado,
    /// Bytes that this format does not have, or more than the limits.
    #[error("the stream is not a workbook")]
    Ajeno,
    /// The caller asked to stop.
    #[error("stopped by the caller")]
    Detenido,
}

/// Writes a workbook as frames.
pub struct Escritor<W: Write> {
    salida: W,
    hojas: u32,
    filas: u32,
    bufer: Vec<u8>,
}

fn poner(bufer: &mut Vec<u8>, texto: &str) {
    bufer.extend_from_slice(&u32::try_from(texto.len()).unwrap_or(u32::MAX).to_le_bytes());
    bufer.extend_from_slice(texto.as_bytes());
}

impl<W: Write> Escritor<W> {
    /// Begins the stream.
    ///
    /// # Errors
    /// [`FallaDeLibro::Salida`].
    pub fn new(mut salida: W) -> Result<Self, FallaDeLibro> {
        salida.write_all(MARCA).map_err(|_| FallaDeLibro::Salida)?;
        Ok(Escritor { salida, hojas: 0, filas: 0, bufer: Vec::with_capacity(4096) })
    }

    fn marco(&mut self, clase: u8) -> Result<(), FallaDeLibro> {
        let largo = u32::try_from(self.bufer.len()).unwrap_or(u32::MAX).to_le_bytes();
        let hecho =
            self.salida.write_all(&[clase]).and_then(|()| self.salida.write_all(&largo)).and_then(|()| self.salida.write_all(&self.bufer));
        self.bufer.clear();
        hecho.map_err(|_| FallaDeLibro::Salida)
    }

    /// Closes the stream with how the reading ended.
    ///
    /// # Errors
    /// [`FallaDeLibro::Salida`].
    pub fn cerrar(mut self, leido: Result<(), FallaDeLibro>) -> Result<(), FallaDeLibro> {
        match leido {
            Ok(()) => {
                self.bufer.extend_from_slice(&self.hojas.to_le_bytes());
                self.bufer.extend_from_slice(&self.filas.to_le_bytes());
                self.marco(b'Z')?;
            }
            Err(falla) => {
                self.bufer.push(u8::from(falla.es_limite()));
                let mensaje: String = falla.mensaje().chars().take(FRASE).collect();
                poner(&mut self.bufer, &mensaje);
                self.marco(b'E')?;
            }
        }
        self.salida.flush().map_err(|_| FallaDeLibro::Salida)
    }
}

impl<W: Write> Sumidero for Escritor<W> {
    fn libro(&mut self, formato: FormatoDeLibro, codificacion: &str, delimitador: Option<char>) -> Result<(), FallaDeLibro> {
        self.bufer.push(match formato {
            FormatoDeLibro::Xlsx => 0,
            FormatoDeLibro::Ods => 1,
            FormatoDeLibro::Csv => 2,
        });
        self.bufer.extend_from_slice(&delimitador.map_or(0, u32::from).to_le_bytes());
        poner(&mut self.bufer, codificacion);
        self.marco(b'L')
    }

    fn hoja(&mut self, nombre: &str, oculta: bool) -> Result<(), FallaDeLibro> {
        self.hojas += 1;
        self.bufer.push(u8::from(oculta));
        poner(&mut self.bufer, nombre);
        self.marco(b'H')
    }

    fn fila(&mut self, fila: Fila) -> Result<(), FallaDeLibro> {
        self.filas += 1;
        let b = &mut self.bufer;
        b.extend_from_slice(&fila.numero.to_le_bytes());
        b.push(u8::from(fila.oculta));
        for celda in &fila.celdas {
            match celda {
                Celda::Vacia => b.push(0),
                Celda::Texto(t) => {
                    b.push(1);
                    poner(b, t);
                }
                Celda::Numero(n) => {
                    b.extend_from_slice(&[2, n.decimales, u8::from(n.porcentaje)]);
                    poner(b, &n.valor);
                    poner(b, &n.mostrado);
                }
                Celda::Fecha(t) => {
                    b.push(3);
                    poner(b, t);
                }
                Celda::Logico(v) => b.extend_from_slice(&[4, u8::from(*v)]),
                Celda::Error(t) => {
                    b.push(5);
                    poner(b, t);
                }
                Celda::SinValor => b.push(6),
            }
        }
        self.marco(b'F')
    }

    fn aviso(&mut self, aviso: AvisoDeLibro) -> Result<(), FallaDeLibro> {
        let (clase, celda, valor, n) = match &aviso {
            AvisoDeLibro::HojaOculta { .. } => (0, "", "", 0),
            AvisoDeLibro::FilasOcultas { cuantas, .. } => (1, "", "", *cuantas),
            AvisoDeLibro::ColumnasOcultas { cuales, .. } => (2, "", cuales.as_str(), 0),
            AvisoDeLibro::Combinadas { cuantas, .. } => (3, "", "", *cuantas),
            AvisoDeLibro::FormulaSinValor { celda, .. } => (4, celda.as_str(), "", 0),
            AvisoDeLibro::ErrorDeCelda { celda, valor, .. } => (5, celda.as_str(), valor.as_str(), 0),
            AvisoDeLibro::MasAvisos { cuantos, .. } => (6, "", "", *cuantos),
            AvisoDeLibro::VinculosExternos => (7, "", "", 0),
            AvisoDeLibro::Windows1252 => (8, "", "", 0),
        };
        self.bufer.push(clase);
        self.bufer.extend_from_slice(&n.to_le_bytes());
        for texto in [aviso.hoja(), celda, valor] {
            poner(&mut self.bufer, texto);
        }
        self.marco(b'A')
    }
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn tomar(&mut self, n: usize) -> Result<&'a [u8], FallaDeMarco> {
        let (tomado, resto) = self.0.split_at_checked(n).ok_or(FallaDeMarco::Ajeno)?;
        self.0 = resto;
        Ok(tomado)
    }
    fn octeto(&mut self) -> Result<u8, FallaDeMarco> {
        self.tomar(1)?.first().copied().ok_or(FallaDeMarco::Ajeno)
    }
    fn logico(&mut self) -> Result<bool, FallaDeMarco> {
        match self.octeto()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(FallaDeMarco::Ajeno),
        }
    }
    fn entero(&mut self) -> Result<u32, FallaDeMarco> {
        Ok(u32::from_le_bytes(self.tomar(4)?.try_into().map_err(|_| FallaDeMarco::Ajeno)?))
    }
    fn texto(&mut self) -> Result<String, FallaDeMarco> {
        let largo = usize::try_from(self.entero()?).map_err(|_| FallaDeMarco::Ajeno)?;
        let texto = std::str::from_utf8(self.tomar(largo)?).map_err(|_| FallaDeMarco::Ajeno)?;
        if texto.contains('\0') { Err(FallaDeMarco::Ajeno) } else { Ok(texto.to_owned()) }
    }
    fn fin(&self) -> Result<(), FallaDeMarco> {
        if self.0.is_empty() { Ok(()) } else { Err(FallaDeMarco::Ajeno) }
    }
}

/// Reads a whole workbook from its frames. `sigue` is asked now and then, with the rows so far,
/// whether to go on.
///
/// # Errors
/// [`FallaDeMarco`]; whatever was read is dropped.
pub fn leer(mut entrada: impl Read, limites: &LimitesDeLibro, mut sigue: impl FnMut(u64) -> bool) -> Result<Libro, FallaDeMarco> {
    let mut exacto = |bufer: &mut [u8]| entrada.read_exact(bufer).map_err(|_| FallaDeMarco::Cortado);
    let mut marca = [0; MARCA.len()];
    exacto(&mut marca)?;
    if &marca != MARCA {
        return Err(FallaDeMarco::Ajeno);
    }
    let (mut libro, mut medidor, mut empezado) = (Libro::default(), Medidor::new(limites), false);
    // Merged cells are unfolded by the child, so a text may stand in many cells.
    let mut quedan = limites.abierto.saturating_mul(4);
    let mut bufer = Vec::new();
    loop {
        let mut cabeza = [0; 5];
        exacto(&mut cabeza)?;
        let [clase, a, b, c, d] = cabeza;
        let largo = u32::from_le_bytes([a, b, c, d]);
        quedan = quedan.checked_sub(u64::from(largo) + 5).filter(|_| largo <= MARCO).ok_or(FallaDeMarco::Ajeno)?;
        bufer.resize(usize::try_from(largo).map_err(|_| FallaDeMarco::Ajeno)?, 0);
        exacto(&mut bufer)?;
        let mut bytes = Bytes(&bufer);
        match (clase, empezado) {
            (b'L', false) => {
                empezado = true;
                libro.formato = match bytes.octeto()? {
                    0 => FormatoDeLibro::Xlsx,
                    1 => FormatoDeLibro::Ods,
                    2 => FormatoDeLibro::Csv,
                    _ => return Err(FallaDeMarco::Ajeno),
                };
                libro.delimitador = char::from_u32(bytes.entero()?).filter(|c| *c != '\0');
                libro.codificacion = bytes.texto()?;
            }
            (b'H', true) => {
                let oculta = bytes.logico()?;
                let nombre = bytes.texto()?;
                if libro.hojas.len() == limites.hojas {
                    return Err(FallaDeMarco::Ajeno);
                }
                libro.hoja(&nombre, oculta).map_err(|_| FallaDeMarco::Ajeno)?;
            }
            (b'F', true) => {
                medidor.fila().map_err(|_| FallaDeMarco::Ajeno)?;
                let fila = fila(&mut bytes, limites)?;
                libro.fila(fila).map_err(|_| FallaDeMarco::Ajeno)?;
                if medidor.filas % 256 == 0 && !sigue(medidor.filas as u64) {
                    return Err(FallaDeMarco::Detenido);
                }
            }
            (b'A', true) => {
                let aviso = aviso(&mut bytes)?;
                if libro.avisos.len() < AVISOS {
                    libro.avisos.push(aviso);
                }
            }
            (b'E', _) => {
                let limite = bytes.logico()?;
                let mensaje: String = bytes.texto()?.chars().filter(|c| !c.is_control()).take(FRASE).collect();
                return Err(FallaDeMarco::Rechazado { mensaje, limite });
            }
            (b'Z', true) => {
                let (hojas, filas) = (bytes.entero()?, bytes.entero()?);
                bytes.fin()?;
                let cuadra = hojas as usize == libro.hojas.len() && filas as usize == medidor.filas;
                return if cuadra { Ok(libro) } else { Err(FallaDeMarco::Ajeno) };
            }
            _ => return Err(FallaDeMarco::Ajeno),
        }
        bytes.fin()?;
    }
}

fn fila(bytes: &mut Bytes<'_>, limites: &LimitesDeLibro) -> Result<Fila, FallaDeMarco> {
    let (numero, oculta) = (bytes.entero()?, bytes.logico()?);
    let mut celdas = Vec::new();
    while !bytes.0.is_empty() {
        if celdas.len() == limites.columnas {
            return Err(FallaDeMarco::Ajeno);
        }
        celdas.push(match bytes.octeto()? {
            0 => Celda::Vacia,
            1 => Celda::Texto(bytes.texto()?),
            2 => {
                let (decimales, porcentaje) = (bytes.octeto()?, bytes.logico()?);
                Celda::Numero(Numero { decimales, porcentaje, valor: bytes.texto()?, mostrado: bytes.texto()? })
            }
            3 => Celda::Fecha(bytes.texto()?),
            4 => Celda::Logico(bytes.logico()?),
            5 => Celda::Error(bytes.texto()?),
            6 => Celda::SinValor,
            _ => return Err(FallaDeMarco::Ajeno),
        });
    }
    Ok(Fila { numero, oculta, celdas })
}

fn aviso(bytes: &mut Bytes<'_>) -> Result<AvisoDeLibro, FallaDeMarco> {
    let (clase, n) = (bytes.octeto()?, bytes.entero()?);
    let (hoja, celda, valor) = (bytes.texto()?, bytes.texto()?, bytes.texto()?);
    Ok(match clase {
        0 => AvisoDeLibro::HojaOculta { hoja },
        1 => AvisoDeLibro::FilasOcultas { hoja, cuantas: n },
        2 => AvisoDeLibro::ColumnasOcultas { hoja, cuales: valor },
        3 => AvisoDeLibro::Combinadas { hoja, cuantas: n },
        4 => AvisoDeLibro::FormulaSinValor { hoja, celda },
        5 => AvisoDeLibro::ErrorDeCelda { hoja, celda, valor },
        6 => AvisoDeLibro::MasAvisos { hoja, cuantos: n },
        7 => AvisoDeLibro::VinculosExternos,
        8 => AvisoDeLibro::Windows1252,
        _ => return Err(FallaDeMarco::Ajeno),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn every_kind_of_cell() -> Vec<Celda> {
        vec![
            Celda::Vacia,
            Celda::Texto("ñ «K'iche'»".into()),
            Celda::Numero(Numero { valor: "0.15".into(), mostrado: "15%".into(), decimales: 0, porcentaje: true }),
            Celda::Fecha("2023-09-07".into()),
            Celda::Logico(true),
            Celda::Error("#N/A".into()),
            Celda::SinValor,
        ]
    }

    fn frames() -> (Libro, Vec<u8>) {
        let mut libro = Libro { formato: FormatoDeLibro::Csv, delimitador: Some(';'), codificacion: "UTF-8".into(), ..Libro::default() };
        libro.hoja("Trámites", true).unwrap();
        libro.fila(Fila { numero: 7, oculta: true, celdas: every_kind_of_cell() }).unwrap();
        let (hoja, celda) = ("Trámites".to_owned(), "B7".to_owned());
        for aviso in [
            AvisoDeLibro::HojaOculta { hoja: hoja.clone() },
            AvisoDeLibro::FilasOcultas { hoja: hoja.clone(), cuantas: 2 },
            AvisoDeLibro::ColumnasOcultas { hoja: hoja.clone(), cuales: "B, C–D".into() },
            AvisoDeLibro::Combinadas { hoja: hoja.clone(), cuantas: 1 },
            AvisoDeLibro::FormulaSinValor { hoja: hoja.clone(), celda: celda.clone() },
            AvisoDeLibro::ErrorDeCelda { hoja: hoja.clone(), celda, valor: "#N/A".into() },
            AvisoDeLibro::MasAvisos { hoja, cuantos: 3 },
            AvisoDeLibro::VinculosExternos,
            AvisoDeLibro::Windows1252,
        ] {
            libro.aviso(aviso).unwrap();
        }
        let mut bytes = Vec::new();
        let mut e = Escritor::new(&mut bytes).unwrap();
        e.libro(libro.formato, &libro.codificacion, libro.delimitador).unwrap();
        for hoja in &libro.hojas {
            e.hoja(&hoja.nombre, hoja.oculta).unwrap();
            hoja.filas.iter().for_each(|f| e.fila(f.clone()).unwrap());
        }
        libro.avisos.iter().for_each(|a| e.aviso(a.clone()).unwrap());
        e.cerrar(Ok(())).unwrap();
        (libro, bytes)
    }

    fn read(bytes: &[u8]) -> Result<Libro, FallaDeMarco> {
        leer(bytes, &LimitesDeLibro::default(), |_| true)
    }

    #[test]
    fn a_workbook_comes_back_from_its_frames_and_a_refusal_too() {
        let (libro, bytes) = frames();
        assert_eq!(read(&bytes), Ok(libro));
        let mut bytes = Vec::new();
        Escritor::new(&mut bytes).unwrap().cerrar(Err(FallaDeLibro::DemasiadasFilas { limite: 3 })).unwrap();
        assert!(matches!(read(&bytes), Err(FallaDeMarco::Rechazado { limite: true, .. })));
    }

    #[test]
    fn a_stream_cut_anywhere_is_no_workbook() {
        let (_, bytes) = frames();
        for n in 0..bytes.len() {
            assert_eq!(read(&bytes[..n]), Err(FallaDeMarco::Cortado), "cut at {n}");
        }
    }

    #[test]
    fn counts_and_limits_are_checked_again() {
        let (_, bytes) = frames();
        let estrecho = LimitesDeLibro { columnas: 3, ..LimitesDeLibro::default() };
        assert_eq!(leer(&*bytes, &estrecho, |_| true), Err(FallaDeMarco::Ajeno));
        let sin_filas = LimitesDeLibro { filas: 0, ..LimitesDeLibro::default() };
        assert_eq!(leer(&*bytes, &sin_filas, |_| true), Err(FallaDeMarco::Ajeno));
        let mut mentira = bytes.clone();
        let ultimo = mentira.len() - 4;
        mentira[ultimo] = 9;
        assert_eq!(read(&mentira), Err(FallaDeMarco::Ajeno), "a wrong count of rows");
        let enorme = [&MARCA[..], b"L", &u32::MAX.to_le_bytes()].concat();
        assert_eq!(read(&enorme), Err(FallaDeMarco::Ajeno), "refused before any allocation");
    }

    proptest! {
        #[test]
        fn any_bytes_are_refused_without_panic(cola in prop::collection::vec(any::<u8>(), 0..200), marca in any::<bool>()) {
            let bytes = if marca { [&MARCA[..], &cola].concat() } else { cola };
            let _ = read(&bytes);
        }
        #[test]
        fn a_changed_byte_never_panics(i in 0usize..600, b in any::<u8>()) {
            let (_, mut bytes) = frames();
            let n = bytes.len();
            bytes[i % n] = b;
            let _ = read(&bytes);
        }
    }
}
