using Ledger.Domain.Indicators;
using Ledger.Domain.Rules;
using NodaTime;

namespace Ledger.Domain.Chain;

/// <summary>What is to be looked at in a chain: it says what the record shows, never that anyone is guilty.</summary>
public sealed record ChainRemark
{
    /// <summary>A recruiter or sub-agent was paid on a day on which no licence of its own is on record.</summary>
    public const string PayeeWithoutLicence = "payee-without-licence";

    /// <summary>What the worker paid is more than what the licensed recruiter's own account or receipts come to.</summary>
    public const string LegsBeyondInvoice = "legs-beyond-invoice";

    /// <summary>The worker paid the employer, or a party that stands over it, under it or beside it.</summary>
    public const string PayeeOnEmployersSide = "payee-on-employers-side";

    /// <summary>The lender is linked to recruiter, employer or sub-agent, as debt.undefined-terms has it.</summary>
    public const string LenderLinked = "lender-linked";

    /// <summary>Workers of one recruiter, five or more, paid the same party.</summary>
    public const string PayeeShared = "payee-shared";

    /// <summary>All codes, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Codes { get; } = [PayeeWithoutLicence, LegsBeyondInvoice, PayeeOnEmployersSide, LenderLinked, PayeeShared];

    /// <summary>Which remark it is.</summary>
    public required string Code { get; init; }

    /// <summary>Present, or insufficient where something is missing without which it cannot be said; what is absent is not remarked.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The party it is about; null where it is about the chain as a whole.</summary>
    public string? Party { get; init; }

    /// <summary>The first day it is about.</summary>
    public LocalDate? On { get; init; }

    /// <summary>The sums, by what they are: workerPaid, invoiced, excess, principal; one currency each.</summary>
    public IReadOnlyList<NamedAmount> Amounts { get; init; } = [];

    /// <summary>The rules that reached the charges on their days, and what each said.</summary>
    public IReadOnlyList<ConsultedRule> Rules { get; init; } = [];

    /// <summary>The ids of the facts it rests on.</summary>
    public IReadOnlyList<string> Because { get; init; } = [];

    /// <summary>What is missing from the record.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>One or two plain sentences.</summary>
    public required string Explanation { get; init; }
}

/// <summary>A sum and what it is.</summary>
/// <param name="Name">The name of the measure, as findings have it.</param>
/// <param name="Amount">The sum.</param>
public sealed record NamedAmount(string Name, Measure Amount);
