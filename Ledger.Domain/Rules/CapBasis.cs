using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.Wages;
using NodaTime;

namespace Ledger.Domain.Rules;

/// <summary>A wage that a cap is reckoned from.</summary>
/// <param name="Monthly">The wage a month, on both sides of a ratio.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Facts">The facts it rests on.</param>
public sealed record CapWage(WageSides Monthly, Currency Currency, IReadOnlyList<Fact> Facts);

/// <summary>What caps that are no fixed amount are reckoned from; a part that the record does not tell is null.</summary>
public sealed record CapBasis
{
    private const int DaysPerYear = 12 * Months.DaysPerMonth;

    /// <summary>Nothing is known.</summary>
    public static CapBasis None { get; } = new();

    /// <summary>The promised wage, else the first signed one.</summary>
    public CapWage? Contract { get; init; }

    /// <summary>What the first pay period earned, cuts for fees and loans put back.</summary>
    public CapWage? FirstMonth { get; init; }

    /// <summary>What reached the worker for the first pay period.</summary>
    public CapWage? FirstNet { get; init; }

    /// <summary>The pay day of the first wage.</summary>
    public LocalDate? FirstPaidOn { get; init; }

    /// <summary>The day service began: arrival, else the first day of the contract.</summary>
    public LocalDate? ServiceFrom { get; init; }

    /// <summary>The day the placement ended, where it has.</summary>
    public LocalDate? ServiceTo { get; init; }

    /// <summary>The years of the contract that are begun.</summary>
    public int? ContractYears { get; init; }

    /// <summary>Brings wages of another currency into that of a cap that compares both.</summary>
    public ExchangeRates Rates { get; init; } = ExchangeRates.None;

    /// <summary>Reads the basis out of the record.</summary>
    /// <param name="history">The record.</param>
    /// <param name="placement">The placement.</param>
    /// <param name="rates">The recorded rates.</param>
    public static CapBasis Of(WorkerHistory history, string? placement, ExchangeRates rates)
    {
        var promised = PromisedWage.Of(history, placement);
        var first = WagePeriod.In(history).FirstOrDefault(wage => wage.Placement == placement);
        var record = history.Find(placement);
        var contract = PlacementRecord.BestBacked(history.All<ContractRecorded>(placement).Where(one => one.Placement == placement && one.Kind != ContractKind.Substituted));
        return new CapBasis
        {
            Contract = promised is null ? null : new CapWage(promised.Monthly, promised.Currency, promised.Facts),
            FirstMonth = first is null ? null : new CapWage(first.EarnedMonthly, first.Currency, [.. first.Facts, .. first.Recovered?.Facts ?? []]),
            FirstNet = first is null
                ? null
                : new CapWage(new WageSides(Months.Monthly(first.Net.Reading.Claimed, first.Days), Months.Monthly(first.Net.WorkersAccount, first.Days)), first.Currency, [.. first.Facts]),
            FirstPaidOn = first?.PaidOn,
            ServiceFrom = record?.Arrived ?? contract?.From,
            ServiceTo = record?.Ended?.EffectiveOn,
            ContractYears = contract?.To is { } to ? Math.Max(1, (Months.Days(contract.From, to.PlusDays(1)) + DaysPerYear - 1) / DaysPerYear) : null,
            Rates = rates,
        };
    }

    /// <summary>The wage that a limit is a multiple of.</summary>
    public CapWage? Wage(WageBasis basis) => basis switch
    {
        WageBasis.Contract => Contract,
        WageBasis.FirstMonth => FirstMonth,
        _ => FirstNet,
    };
}
