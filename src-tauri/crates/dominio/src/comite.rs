//! The committee of an institution: roles, members and the document that creates it.
//!
//! The roles are the default list of `dominio.md` §3. The guide's own list was not read, so they
//! are a criterion of this tool and are never presented as the guide's.

use std::str::FromStr;

use jiff::civil::Date;

use crate::cerrado;
use crate::ficha::Entidad;

cerrado! {
    /// Roles of the committee (`dominio.md` §3).
    RolComite {
        AutoridadSuperior = "autoridad_superior" / "Autoridad superior",
        Coordinacion = "coordinacion" / "Coordinación del comité, delegada ante GAE",
        Planificacion = "planificacion" / "Planificación",
        AsesoriaJuridica = "asesoria_juridica" / "Asesoría jurídica",
        Informatica = "informatica" / "Informática (TIC)",
        AdministrativoFinanciero = "administrativo_financiero" / "Administrativo-financiero",
        RecursosHumanos = "recursos_humanos" / "Recursos humanos",
        UnidadSustantiva = "unidad_sustantiva" / "Unidad sustantiva dueña del trámite",
        AtencionAlUsuario = "atencion_al_usuario" / "Atención al usuario o Información Pública",
        SecretariaDeActas = "secretaria_de_actas" / "Secretaría de actas",
    }
}
cerrado! {
    /// Whether a member holds the role or stands in for its holder.
    Calidad { Titular = "titular" / "Titular", Suplente = "suplente" / "Suplente" }
}
cerrado! {
    /// Kind of document that creates the committee.
    TipoDocumento { Acuerdo = "acuerdo" / "Acuerdo", Acta = "acta" / "Acta", Oficio = "oficio" / "Oficio" }
}

impl RolComite {
    /// Whether the default list asks for a titular in this role.
    #[must_use]
    pub const fn obligatorio(self) -> bool {
        match self {
            RolComite::AutoridadSuperior
            | RolComite::Coordinacion
            | RolComite::Planificacion
            | RolComite::AsesoriaJuridica
            | RolComite::Informatica => true,
            RolComite::AdministrativoFinanciero
            | RolComite::RecursosHumanos
            | RolComite::UnidadSustantiva
            | RolComite::AtencionAlUsuario
            | RolComite::SecretariaDeActas => false,
        }
    }
}

/// What the completion rule needs to know of one member; names stay out on purpose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Integrante {
    /// Role; `None` when nobody has said, or the text is not in the list.
    pub rol: Option<RolComite>,
    /// Titular or suplente; an empty cell is read as titular.
    pub calidad: Option<Calidad>,
    /// First day; `None` is "since always".
    pub desde: Option<Date>,
    /// Last day, included; `None` is "still".
    pub hasta: Option<Date>,
}

impl Integrante {
    /// Reads the cells of an `integrante` entity; unknown values are left empty.
    #[must_use]
    pub fn desde_entidad(entidad: &Entidad) -> Self {
        Integrante {
            rol: leer(entidad, "rol"),
            calidad: leer(entidad, "titular_o_suplente"),
            desde: leer(entidad, "desde"),
            hasta: leer(entidad, "hasta"),
        }
    }

    /// Member on that day.
    #[must_use]
    pub fn activo(&self, hoy: Date) -> bool {
        self.desde.is_none_or(|d| d <= hoy) && self.hasta.is_none_or(|h| hoy <= h)
    }

    /// Holds the role, rather than standing in.
    #[must_use]
    pub fn es_titular(&self) -> bool {
        self.calidad != Some(Calidad::Suplente)
    }
}

/// The document that creates the committee, as facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentoDeConformacion {
    /// Acuerdo, acta or oficio.
    pub tipo: Option<TipoDocumento>,
    /// Number, as written.
    pub numero: Option<String>,
    /// Date.
    pub fecha: Option<Date>,
    /// Attached file (identifier of the adjunto, or its hash).
    pub archivo: Option<String>,
}

impl DocumentoDeConformacion {
    /// Reads the cells of a `documento_conformacion` entity.
    #[must_use]
    pub fn desde_entidad(entidad: &Entidad) -> Self {
        DocumentoDeConformacion {
            tipo: leer(entidad, "tipo"),
            numero: leer(entidad, "numero"),
            fecha: leer(entidad, "fecha"),
            archivo: leer(entidad, "archivo"),
        }
    }

    /// Type, number, date not in the future and file: all four are there.
    #[must_use]
    pub fn completo(&self, hoy: Date) -> bool {
        self.tipo.is_some() && self.numero.is_some() && self.fecha.is_some_and(|f| f <= hoy) && self.archivo.is_some()
    }
}

fn leer<T: FromStr>(entidad: &Entidad, campo: &str) -> Option<T> {
    entidad.celdas.get(campo).and_then(crate::Dato::texto).map(str::trim).filter(|t| !t.is_empty()).and_then(|t| t.parse().ok())
}

/// Required roles without an active titular, in the order of the list.
#[must_use]
pub fn roles_vacantes(obligatorios: &[RolComite], integrantes: &[Integrante], hoy: Date) -> Vec<RolComite> {
    let cubierto = |rol: RolComite| integrantes.iter().any(|i| i.rol == Some(rol) && i.es_titular() && i.activo(hoy));
    obligatorios.iter().copied().filter(|rol| !cubierto(*rol)).collect()
}

/// The roles that the default list marks with an asterisk.
#[must_use]
pub fn roles_obligatorios() -> Vec<RolComite> {
    RolComite::TODOS.iter().copied().filter(|r| r.obligatorio()).collect()
}

#[cfg(test)]
mod pruebas {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn los_cinco_roles_con_asterisco_son_obligatorios() {
        let ids: Vec<_> = roles_obligatorios().into_iter().map(RolComite::as_str).collect();
        assert_eq!(ids, ["autoridad_superior", "coordinacion", "planificacion", "asesoria_juridica", "informatica"]);
        assert_eq!(RolComite::TODOS.len(), 10);
    }

    #[test]
    fn un_suplente_no_llena_la_vacante_ni_quien_ya_se_fue() {
        let hoy = date(2026, 11, 21);
        let mut quien = Integrante { rol: Some(RolComite::Planificacion), ..Integrante::default() };
        assert_eq!(roles_vacantes(&[RolComite::Planificacion], std::slice::from_ref(&quien), hoy), []);
        quien.hasta = Some(hoy);
        assert!(quien.activo(hoy), "the last day still counts");
        quien.hasta = Some(date(2026, 11, 20));
        assert_eq!(roles_vacantes(&[RolComite::Planificacion], std::slice::from_ref(&quien), hoy), [RolComite::Planificacion]);
        quien.hasta = None;
        quien.calidad = Some(Calidad::Suplente);
        assert_eq!(roles_vacantes(&[RolComite::Planificacion], &[quien], hoy), [RolComite::Planificacion]);
    }

    #[test]
    fn el_documento_necesita_tipo_numero_fecha_y_archivo() {
        let hoy = date(2026, 11, 21);
        let completo = DocumentoDeConformacion {
            tipo: Some(TipoDocumento::Acuerdo),
            numero: Some("12-2022".into()),
            fecha: Some(hoy),
            archivo: Some("a1".into()),
        };
        assert!(completo.completo(hoy));
        assert!(!DocumentoDeConformacion { archivo: None, ..completo.clone() }.completo(hoy));
        assert!(!DocumentoDeConformacion { fecha: Some(date(2026, 11, 22)), ..completo }.completo(hoy), "a future date is not a fact");
    }
}
