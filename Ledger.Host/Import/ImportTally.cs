using System.Text.Json.Serialization;
using Ledger.Projections.Imports;

namespace Ledger.Host.Import;

/// <summary>A line that could not be accepted.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Field">The field, by its path on the wire; "line" for the line as a whole.</param>
/// <param name="Message">How to mend it.</param>
public sealed record Reject(string File, long Line, string Field, string Message);

/// <summary>What came of an import: read = accepted + already known + rejected.</summary>
public sealed record ImportResult
{
    /// <summary>How many rejected lines are named here; the rejects file names them all.</summary>
    public const int MostRejectsNamed = 10_000;

    /// <summary>Lines read.</summary>
    public long Read { get; init; }

    /// <summary>Facts recorded.</summary>
    public long Accepted { get; init; }

    /// <summary>Facts that were on record before.</summary>
    public long AlreadyKnown { get; init; }

    /// <summary>Lines that could not be accepted.</summary>
    public long Rejected { get; init; }

    /// <summary>The rejected lines, the first <see cref="MostRejectsNamed"/> of them.</summary>
    public IReadOnlyList<Reject> Rejects { get; init; } = [];

    /// <summary>Rows that a profile says hold no record, such as totals; said to people.</summary>
    [JsonIgnore]
    public long PassedOver { get; init; }

    /// <summary>The SHA-256 of each file's content, by which the record of the import is kept; said to people.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Hashes { get; init; } = [];

    /// <summary>The files that hold all of them as they came; said to people, while scripts know the name.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> KeptIn { get; init; } = [];
}

/// <summary>Counts the lines of one file.</summary>
internal sealed class ImportTally
{
    public long Read { get; set; }

    public long Accepted { get; set; }

    public long AlreadyKnown { get; set; }

    public long Rejected { get; set; }

    /// <summary>The numbers of the rejected lines, the first <see cref="DecidedLines.MostOpen"/> and one more, by which one sees that they are not all.</summary>
    public List<long> RejectedLines { get; } = [];
}
