//! 進捗帳: progress books of a city's reform programmes.
