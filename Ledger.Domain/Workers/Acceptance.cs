using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Workers;

/// <summary>Whether a well-formed fact may join the ledger.</summary>
/// <param name="Refusal">Why not; null when it may.</param>
/// <param name="MayWait">Whether a fact still to come in the same batch could lift the refusal.</param>
public sealed record Acceptance(Refusal? Refusal, bool MayWait = false)
{
    /// <summary>It may.</summary>
    public static Acceptance Yes { get; } = new((Refusal?)null);

    /// <summary>Whether it may.</summary>
    public bool IsYes => Refusal is null;

    /// <summary>Decides on a fact about a worker.</summary>
    /// <param name="account">The worker's account.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="recordedAt">The instant it would be recorded at.</param>
    public static Acceptance Of(WorkerAccount account, Fact fact, Instant recordedAt)
    {
        if (Early(fact, recordedAt) is { IsYes: false } early)
        {
            return early;
        }

        if (!account.IsRegistered && fact is not WorkerRegistered)
        {
            return new(new Refusal("worker", $"worker '{fact.Worker}' is not registered; send a worker-registered fact for that id"), MayWait: true);
        }

        return LoanOf(fact) is { } loan && !account.Loans.Contains(loan)
            ? new(new Refusal("loan", $"loan '{loan}' of worker '{fact.Worker}' is not known; send its loan-disbursed fact, or mend the id"), MayWait: true)
            : Yes;
    }

    /// <summary>Decides on a fact that needs no account.</summary>
    public static Acceptance Early(Fact fact, Instant recordedAt) =>
        fact.EffectiveOn > recordedAt.InUtc().Date.PlusDays(1)
            ? new(new Refusal("effectiveOn", $"{fact.EffectiveOn:uuuu-MM-dd} is still to come; a fact is something that has happened, so send it then"))
            : Yes;

    private static string? LoanOf(Fact fact) => fact switch
    {
        LoanCharged charged => charged.Loan,
        LoanRepaid repaid => repaid.Loan,
        LoanTermsChanged changed => changed.Loan,
        LoanForgiven forgiven => forgiven.Loan,
        DeductionTaken deduction => deduction.Loan,
        FeeCharged fee => fee.Loan,
        _ => null,
    };
}
