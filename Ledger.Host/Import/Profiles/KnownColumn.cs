namespace Ledger.Host.Import.Profiles;

/// <summary>What a column that a format itself brings may be used for.</summary>
internal enum ColumnUse
{
    /// <summary>Anything.</summary>
    Any,
    /// <summary>A field only by way of a match: it is free text that may hold anything.</summary>
    ByMatch,
    /// <summary>To tell the worker, and for conditions: it is personal data.</summary>
    WorkersOnly,
}

/// <summary>A column that a format itself brings.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Use">What it may be used for.</param>
internal sealed record KnownColumn(string Name, ColumnUse Use = ColumnUse.Any);
