using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using NodaTime;

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
    public WorkerAccount With(RecordedFact recorded) => With(recorded, FactWire.Write(recorded.Fact));

    /// <summary>The same, where the fact is written out already: <see cref="FactWire.Write"/> is the dearest part of a fold.</summary>
    /// <param name="recorded">The fact.</param>
    /// <param name="wire">What <see cref="FactWire.Write"/> makes of it.</param>
    public WorkerAccount With(RecordedFact recorded, ReadOnlySpan<byte> wire) => (recorded.Fact switch
    {
        WorkerRegistered registered => this with { IsRegistered = true, Origin = Origin ?? registered.Origin },
        LoanDisbursed disbursed => this with { Loans = Loans.Add(disbursed.Loan) },
        _ => this,
    }) with
    {
        Facts = Facts + 1,
        Seal = Sealed(Seal, recorded.RecordedAt, wire),
    };

    /// <summary>Folds a stream from nothing.</summary>
    public static WorkerAccount Of(string stream, IEnumerable<RecordedFact> record) =>
        record.Aggregate(Empty(stream), (account, recorded) => account.With(recorded));

    private static string Sealed(string before, Instant recordedAt, ReadOnlySpan<byte> wire)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{before} {recordedAt.ToUnixTimeTicks()} ");
        return Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(head), .. wire]));
    }
}
