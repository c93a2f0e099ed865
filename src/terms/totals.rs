//! Words by which a line says that it is the total of others.

/// They in small letters, with blanks between them.
pub(crate) const TOTALS: &str = "total totals sum subtotal subtotals subtotales subtotale overall summe gesamt gesamtsumme gesamtergebnis \
    zwischensumme teilsumme endsumme insgesamt somme somma totale totaux totali totales totaal subtotaal suma razem toplam 합계 총합계 총계 \
    총합 소계 合計 総合計 総計 合计 总计 итого итог всего σ ∑ zusammen summa delsumma totalt yhteensä kokku celkem spolu ukupno skupaj \
    összesen ogółem łącznie całkowita celkový celková celkové загалом усього kopā σύνολο разом общо المجموع مجموع الإجمالي إجمالي कुल รวม tổng jumlah 總計 总和 小計 小计 合計額";

/// Whether a label ends in a word for a total.
pub(crate) fn ends_in_total(label: &str) -> bool {
    let last = label.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let last = last.to_lowercase();
    TOTALS.split(' ').any(|word| word == last)
}
