namespace Ledger.Domain.Record;

/// <summary>Where a fact came in: whoever doubts the fact can go back to the very line.</summary>
/// <param name="Sha256">The SHA-256 of the content of the file, in hexadecimal digits.</param>
/// <param name="Line">The line, from 1 as editors count; for a row of several lines the first of them; of a sheet the row, of a bank statement the entry.</param>
/// <param name="Sheet">The sheet, where the file is a workbook.</param>
/// <param name="Formulas">The cells whose values were reckoned by a formula and are in the fact, such as "G12 H12"; null where none was.</param>
public sealed record Origin(string Sha256, long Line, string? Sheet = null, string? Formulas = null);
