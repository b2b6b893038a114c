namespace Ledger.Domain.Record;

/// <summary>Where a fact came in: whoever doubts the fact can go back to the very line.</summary>
/// <param name="Sha256">The SHA-256 of the content of the file, in hexadecimal digits.</param>
/// <param name="Line">The line, from 1 as editors count; for a row of several lines the first of them.</param>
public sealed record Origin(string Sha256, long Line);
