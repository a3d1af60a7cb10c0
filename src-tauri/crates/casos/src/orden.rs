//! Fractional index of rows: text keys between any two keys, so that two people can insert in the
//! same place without renumbering anybody's rows (`intercambio.md` §3).
//!
//! Keys are base-36 fractions written without trailing `0`, compared bytewise. The idea is the
//! common one of midpoint strings; ties between two laptops are broken by UUID.

const DIGITOS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

fn valor(c: u8) -> usize {
    DIGITOS.iter().position(|d| *d == c).unwrap_or(0)
}

fn digito(v: usize) -> char {
    DIGITOS.get(v).map_or('0', |d| char::from(*d))
}

/// A key after `a` and before `b`; `None` stands for the open end. When the two are not in order
/// (rows that tie), the key goes after `a`.
#[must_use]
pub fn entre(a: Option<&str>, b: Option<&str>) -> String {
    let a = a.unwrap_or("").as_bytes();
    let b = b.filter(|b| b.as_bytes() > a).map(str::as_bytes);
    let mut clave = String::new();
    let mut i = 0;
    let mut techo = b;
    loop {
        let bajo = a.get(i).map_or(0, |c| valor(*c));
        let alto = techo.map_or(36, |t| t.get(i).map_or(0, |c| valor(*c)));
        if alto > bajo + 1 {
            // At the end of a list step by one digit, not by halves: appending keeps keys short.
            let paso = if techo.is_none() && !a.is_empty() { 1 } else { (alto - bajo) / 2 };
            clave.push(digito(bajo + paso.max(1)));
            return clave;
        }
        clave.push(digito(bajo));
        if alto == bajo + 1 {
            techo = None;
        }
        i += 1;
    }
}

/// `n` keys in order for a fresh list, short and of equal length.
#[must_use]
pub fn iniciales(n: usize) -> Vec<String> {
    let ancho = if n < 36 {
        1
    } else if n < 36 * 35 {
        2
    } else {
        4
    };
    let base = 36usize.pow(ancho);
    let paso = (base / (n + 1)).max(1);
    (1..=n)
        .map(|i| {
            let mut resto = i * paso;
            let mut cifras = vec!['0'; ancho as usize];
            for c in cifras.iter_mut().rev() {
                *c = digito(resto % 36);
                resto /= 36;
            }
            let clave: String = cifras.into_iter().collect();
            let corta = clave.trim_end_matches('0');
            corta.to_owned()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fresh_lists_are_strictly_ordered() {
        for n in [0, 1, 2, 6, 35, 36, 100, 1259, 1260, 2000] {
            let claves = iniciales(n);
            assert_eq!(claves.len(), n);
            assert!(claves.windows(2).all(|w| w[0] < w[1]), "{n} rows keep their order");
            assert!(claves.iter().all(|c| !c.is_empty() && !c.ends_with('0')));
        }
    }

    #[test]
    fn appending_a_thousand_rows_keeps_keys_short() {
        let mut ultima = iniciales(5).pop().unwrap();
        for _ in 0..1000 {
            let nueva = entre(Some(&ultima), None);
            assert!(nueva > ultima);
            ultima = nueva;
        }
        assert!(ultima.len() <= 40, "{} digits", ultima.len());
    }

    proptest! {
        #[test]
        fn insertions_anywhere_stay_between_their_neighbours(lugares in prop::collection::vec(0usize..1000, 1..120)) {
            let mut claves: Vec<String> = iniciales(3);
            for lugar in lugares {
                let i = lugar % (claves.len() + 1);
                let antes = i.checked_sub(1).map(|j| claves[j].clone());
                let despues = claves.get(i).cloned();
                let nueva = entre(antes.as_deref(), despues.as_deref());
                if let Some(a) = &antes { prop_assert!(nueva > *a, "{nueva} after {a}"); }
                if let Some(b) = &despues { prop_assert!(nueva < *b, "{nueva} before {b}"); }
                prop_assert!(!nueva.ends_with('0'), "a trailing zero leaves no room before it");
                claves.insert(i, nueva);
            }
        }
    }
}
