namespace Ledger.Projections.Imports;

/// <summary>How far a file of facts was decided on, by its content: what an import that was stopped, or that comes again, passes over unread.</summary>
/// <param name="Id">The SHA-256 of the content.</param>
/// <param name="UpTo">Every line up to this number was decided on and the facts of those accepted were committed.</param>
/// <param name="Open">The lines among them that are not on record, in order: refused, or waiting for a fact still to come. They are decided on again.</param>
public sealed record DecidedLines(string Id, long UpTo, long[] Open)
{
    /// <summary>The most lines that may be open; of a file with more nothing is kept, and it is read again as a whole.</summary>
    public const int MostOpen = 200_000;

    /// <summary>Whether the fact of a line is on record.</summary>
    /// <param name="line">The number of the line, from 1.</param>
    public bool IsRecorded(long line) => line <= UpTo && Array.BinarySearch(Open, line) < 0;
}
