using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.SameMoney;

namespace Ledger.Domain.Wages;

/// <summary>One contract of a placement, by every credible account of it.</summary>
/// <param name="Kind">Whether it was promised, signed or substituted.</param>
/// <param name="Version">Its number within the placement.</param>
/// <param name="Best">The account that is best backed: its dates and hours are the contract's.</param>
/// <param name="Facts">All accounts of it, one a party.</param>
public sealed record ContractTerms(ContractKind Kind, int Version, ContractRecorded Best, IReadOnlyList<ContractRecorded> Facts)
{
    /// <summary>Whether a document shows it, or an employer or a recruiter owns to it.</summary>
    public bool IsDocumented => Facts.Any(fact => Sides.IsGraded(fact) || Sides.IsGivers(fact));

    /// <summary>The contracts of a placement in order: promised, signed, substituted, and within each by version.</summary>
    public static IReadOnlyList<ContractTerms> In(WorkerHistory history, string placement) =>
    [
        .. history.All<ContractRecorded>().Where(contract => contract.Grade != Grade.X && contract.Placement == placement)
            .GroupBy(contract => (contract.Kind, contract.Version))
            .OrderBy(contract => contract.Key.Kind).ThenBy(contract => contract.Key.Version)
            .Select(contract => new ContractTerms(
                contract.Key.Kind, contract.Key.Version, PlacementRecord.BestBacked(contract)!,
                [.. contract.GroupBy(account => account.AssertedBy, StringComparer.Ordinal).Select(party => party.Last())])),
    ];

    /// <summary>The wage a month in a currency: what documents bear out, and what any credible account says; null without a rate for any account.</summary>
    public WageRange? Wage(Currency currency, Conversion conversion)
    {
        var told = Facts.Select(fact => (Fact: fact, Amount: conversion.To(currency, fact.MonthlyWage, fact.EffectiveOn))).Where(one => one.Amount is not null).ToList();
        return told.Count == 0 ? null : new WageRange(
            told.Where(one => Sides.IsGraded(one.Fact) || Sides.IsGivers(one.Fact)).Max(one => one.Amount),
            told.Max(one => one.Amount!.Value), told.Min(one => one.Amount!.Value));
    }
}

/// <summary>What accounts of one contract say of its wage.</summary>
/// <param name="Documented">The greatest that a document or its giver's word bears out; null where there is none.</param>
/// <param name="Greatest">The greatest of all.</param>
/// <param name="Least">The least of all.</param>
public readonly record struct WageRange(decimal? Documented, decimal Greatest, decimal Least);
