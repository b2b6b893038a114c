using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;

namespace Ledger.Domain.Workers;

/// <summary>What must be known of a worker's stream to take in one more fact, and a seal over all that it holds.</summary>
public sealed record WorkerAccount
{
    /// <summary>The stream's name.</summary>
    public required string Id { get; init; }

    /// <summary>Whether the worker was ever registered.</summary>
    public bool IsRegistered { get; init; }

    /// <summary>The country of origin as first registered.</summary>
    public string? Origin { get; init; }

    /// <summary>The loans that were disbursed.</summary>
    public ImmutableSortedSet<string> Loans { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>How many facts the stream holds.</summary>
    public int Facts { get; init; }

    /// <summary>SHA-256 over every fact and its instant, each chained to the one before: equal seals mean equal streams.</summary>
    public string Seal { get; init; } = "";

    /// <summary>The account of a worker of whom nothing is recorded.</summary>
    public static WorkerAccount Empty(string stream) => new() { Id = stream };

    /// <summary>The account after one more fact. Pure: the same facts in the same order give the same account.</summary>
    public WorkerAccount With(RecordedFact recorded) => (recorded.Fact switch
    {
        WorkerRegistered registered => this with { IsRegistered = true, Origin = Origin ?? registered.Origin },
        LoanDisbursed disbursed => this with { Loans = Loans.Add(disbursed.Loan) },
        _ => this,
    }) with
    {
        Facts = Facts + 1,
        Seal = Sealed(Seal, recorded),
    };

    /// <summary>Folds a stream from nothing.</summary>
    public static WorkerAccount Of(string stream, IEnumerable<RecordedFact> record) =>
        record.Aggregate(Empty(stream), (account, recorded) => account.With(recorded));

    private static string Sealed(string before, RecordedFact recorded)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{before} {recorded.RecordedAt.ToUnixTimeTicks()} ");
        return Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(head), .. FactWire.Write(recorded.Fact)]));
    }
}
