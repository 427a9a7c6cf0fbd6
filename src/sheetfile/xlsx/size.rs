//! How large a packed file says it becomes, before anything of it is unpacked.

/// Above this nobody's table is, and a browser's memory is at risk.
const LARGEST: u64 = 300_000_000;

/// Whether all entries of a zip together stay below what is unpacked here. A file without a directory is no zip; its reader says so.
pub(super) fn is_bearable(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    let mut total: u64 = 0;
    // Entries of the central directory, wherever they are: `PK 01 02`, 20 bytes, then the unpacked size.
    while let Some(at) = rest.windows(4).position(|four| four == b"PK\x01\x02") {
        rest = &rest[at + 4..];
        if let Some(size) = rest.get(20..24) {
            total += u64::from(u32::from_le_bytes([size[0], size[1], size[2], size[3]]));
        }
    }
    total <= LARGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(size: u32) -> Vec<u8> {
        [&b"PK\x01\x02"[..], &[0; 20], &size.to_le_bytes(), b"rest"].concat()
    }

    #[test]
    fn sizes_add_up() {
        assert!(is_bearable(b""));
        assert!(is_bearable(&[entry(100_000_000), entry(150_000_000)].concat()));
        assert!(!is_bearable(&[entry(100_000_000), entry(250_000_000)].concat()));
        assert!(!is_bearable(&entry(u32::MAX)));
    }
}
