using Ledger.Domain.Facts;
using Ledger.Domain.Record;

namespace Ledger.Host.Import;

/// <summary>A line that reads as a fact and is to be decided on.</summary>
/// <param name="File">The file it is of.</param>
/// <param name="Line">The line.</param>
/// <param name="Fact">The fact.</param>
internal sealed record PendingLine(ImportedFile File, FactLine Line, Fact Fact)
{
    /// <summary>Where the fact came in.</summary>
    public Origin Origin => new(File.Sha256, Line.Number, File.Member.Sheet, Line.Formulas);
}
