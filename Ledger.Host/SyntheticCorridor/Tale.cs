using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>Gathers what happens to one worker while it is told: the facts, and the truth of the same sums.</summary>
internal sealed class Tale(CorridorWorld world, Draw draw, string worker)
{
    private readonly List<Fact> _facts = [];
    private readonly List<DebtStep> _debt = [];
    private readonly SortedSet<string> _indicators = new(StringComparer.Ordinal);

    public CorridorWorld World => world;

    public Draw Draw => draw;

    public string Worker => worker;

    /// <summary>The share of her wage that she sends home to lenders while she owes.</summary>
    public required decimal Thrift { get; init; }

    public List<OpenLoan> Loans { get; } = [];

    public List<PlacementTally> Placements { get; } = [];

    /// <summary>The facts by day; those of one day in the order told.</summary>
    public IReadOnlyList<Fact> Facts => [.. _facts.OrderBy(fact => fact.EffectiveOn)];

    public IReadOnlyList<DebtStep> Debt => [.. _debt.OrderBy(step => step.On)];

    /// <summary>What happened to one loan so far, in order of days.</summary>
    public IReadOnlyList<DebtStep> DebtOf(OpenLoan loan) => [.. Debt.Where(step => step.Loan == loan.Id)];

    public IReadOnlyList<string> Indicators => [.. _indicators];

    /// <summary>Tells a fact, unless it lies after the last day.</summary>
    /// <returns>Whether it was told: the truth counts only what was.</returns>
    public bool Tell(Fact fact)
    {
        var told = fact.EffectiveOn <= Corridor.LastDay;
        if (told)
        {
            _facts.Add(fact);
        }

        return told;
    }

    public void Step(LocalDate on, string loan, DebtStepKind kind, Money amount) => _debt.Add(new DebtStep(on, loan, kind, amount));

    public void Mark(string indicator) => _indicators.Add(indicator);

    public string Id(PlacementPlan plan, string name) => $"{worker}/{plan.Id}/{name}";
}

/// <summary>True sums of one placement while it is told.</summary>
internal sealed class PlacementTally(PlacementPlan plan)
{
    private readonly SortedDictionary<string, Money> _fee = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Money> _reimbursed = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Money> _net = new(StringComparer.Ordinal);

    public PlacementPlan Plan => plan;

    public bool IsCharged => _fee.Count > 0;

    /// <summary>The day of the first charge; null where there was none.</summary>
    public LocalDate? FirstCharge { get; private set; }

    /// <summary>Whether she was charged for it while its recruiter was certified.</summary>
    public bool IsChargedWhileCertified { get; private set; }

    /// <summary>Whether more was paid than was paid back.</summary>
    public bool IsUnrepaid => _fee.Values.Any(fee => fee.Amount > _reimbursed.GetValueOrDefault(fee.Currency.Code).Amount);

    /// <summary>The ids of the worker's own accounts of what she paid in rupees, for a reimbursement to name.</summary>
    public List<string> RupeeFees { get; } = [];

    /// <summary>What she paid in rupees.</summary>
    public decimal Rupees => _fee.TryGetValue(RateBook.Rupee.Code, out var fee) ? fee.Amount : 0;

    public void AddFee(Money amount, LocalDate on)
    {
        Add(_fee, amount);
        FirstCharge = FirstCharge < on ? FirstCharge : on;
        IsChargedWhileCertified |= plan.Recruiter.IsCertifiedOn(on);
    }

    public void AddReimbursed(Money amount) => Add(_reimbursed, amount);

    public void AddNet(Money amount) => Add(_net, amount);

    public PlacementTruth ToTruth() => new(
        plan.Id, plan.Recruiter.Id, plan.Employer.Id, plan.Started, plan.Ends <= Corridor.LastDay ? plan.Ends : null,
        [.. _fee.Values], [.. _reimbursed.Values], [.. _net.Values]);

    private static void Add(SortedDictionary<string, Money> sums, Money amount) =>
        sums[amount.Currency.Code] = Money.Of(sums.GetValueOrDefault(amount.Currency.Code).Amount + amount.Amount, amount.Currency);
}

/// <summary>A loan while it is told; its balance decides when repayments stop, and is no part of the truth.</summary>
internal sealed class OpenLoan(string id, string lender, string placement, Money principal, InterestRate? rate)
{
    private LocalDate? _changedOn;
    private InterestRate? _before;

    public string Id => id;

    public string Lender => lender;

    public string Placement => placement;

    public Money Principal => principal;

    public Currency Currency => principal.Currency;

    public InterestRate? Rate { get; private set; } = rate;

    public decimal Balance { get; private set; } = principal.Amount;

    /// <summary>What is cut from each wage for it; null where the worker pays it herself.</summary>
    public Money? Cut { get; init; }

    /// <summary>The rate that holds on a day; terms change at most once.</summary>
    public InterestRate? RateOn(LocalDate day) => day < _changedOn ? _before : Rate;

    public void ChangeRate(LocalDate on, InterestRate to) => (_changedOn, _before, Rate) = (on, Rate, to);

    public void AccrueMonth() => Balance += Balance * (Rate?.Value ?? 0) / 12;

    public void Add(decimal amount) => Balance += amount;

    public void Pay(decimal amount) => Balance -= amount;
}
