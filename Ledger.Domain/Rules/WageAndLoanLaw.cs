using Ledger.Domain.Facts;
using Ledger.Domain.Parties;
using NodaTime;

namespace Ledger.Domain.Rules;

/// <summary>How much of a wage a rule lets be cut.</summary>
/// <param name="Rule">The rule; its <see cref="Rule.Role"/> says whether it is law or a standard.</param>
/// <param name="Limit">What it allows.</param>
/// <param name="Doubt">Why a cut beyond it may not be called a plain breach; null when it may.</param>
public sealed record DeductionCeiling(Rule Rule, DeductionLimit Limit, string? Doubt);

/// <summary>How much interest a rule lets a loan bear.</summary>
/// <param name="Rule">The rule; its <see cref="Rule.Role"/> says whether it is law or a standard.</param>
/// <param name="Limit">What it allows.</param>
/// <param name="Doubt">Why interest beyond it may not be called a plain breach; null when it may.</param>
public sealed record InterestCeiling(Rule Rule, InterestLimit Limit, string? Doubt);

/// <summary>A lender, as interest law asks about it.</summary>
/// <param name="Party">The party.</param>
/// <param name="Country">Where it is established, ISO 3166; null where nobody registered it.</param>
/// <param name="Kind">Whether it lends under a licence or as a private party; null where nobody registered it.</param>
public sealed record Lender(string Party, string? Country, LenderKind? Kind)
{
    /// <summary>Reads a lender out of the register. A registered lender without a licence on the day is a private one as far as is recorded.</summary>
    public static Lender Of(PartyRegister parties, string party, LocalDate on) => parties.Find(party, on) is not { } registered
        ? new Lender(party, null, null)
        : new Lender(party, registered.Country[..2], IsLicensed(registered, on) ? LenderKind.Moneylender : LenderKind.Private);

    private static bool IsLicensed(PartyRegistered registered, LocalDate on) =>
        registered is { Role: PartyRole.Lender, Licence: { } licence } && licence.From <= on && on <= licence.To;
}

/// <content>What the pack says of deductions and of loans.</content>
public sealed partial class RulePack
{
    /// <summary>The deduction ceilings that reach a worker's placement on a day, in order of the rules' ids.</summary>
    /// <param name="situation">The worker and the placement.</param>
    /// <param name="on">The day, such as a pay day.</param>
    /// <returns>Empty where no rule of the pack is known to reach it: that is no leave to cut more.</returns>
    public IReadOnlyList<DeductionCeiling> DeductionCeilings(Situation situation, LocalDate on) =>
        [.. DeductionCeilings(situation).Where(ceiling => ceiling.Rule.IsInForce(on))];

    /// <summary>The deduction ceilings that reach a worker's placement on any day, in order of the rules' ids.</summary>
    internal IReadOnlyList<DeductionCeiling> DeductionCeilings(Situation situation) =>
    [
        .. from rule in DeductionRules
           let reach = RuleReach.OfPlacement(rule, situation)
           where reach.Says != RuleSays.NotApplicable
           select new DeductionCeiling(rule, (DeductionLimit)rule.Limit!, rule.Doubt ?? RuleReach.Text(rule, reach.Why)),
    ];

    /// <summary>The interest limits that reach a loan on a day, in order of the rules' ids.</summary>
    /// <remarks>
    /// A rule that names an origin reaches loans to its workers, whoever lends; any other reaches lenders established in its
    /// jurisdiction. Where the lender is not registered, the law of the worker's origin and of the job's country is given as doubtful.
    /// </remarks>
    /// <param name="situation">The worker and the placement.</param>
    /// <param name="lender">The lender.</param>
    /// <param name="on">The day, such as the day the loan was paid out.</param>
    public IReadOnlyList<InterestCeiling> InterestLimits(Situation situation, Lender lender, LocalDate on) =>
    [
        .. from rule in InterestRules
           where rule.IsInForce(@on)
           let limit = (InterestLimit)rule.Limit!
           let reach = RuleReach.OfPlacement(rule, situation)
           where reach.Says != RuleSays.NotApplicable && IsUnderLawOf(rule, situation, lender) && (limit.Lenders == LenderKind.Any || lender.Kind is null || lender.Kind == limit.Lenders)
           select new InterestCeiling(rule, limit, rule.Doubt ?? RuleReach.Text(rule, reach.Why) ?? Doubt(rule, limit, lender)),
    ];

    private static bool IsUnderLawOf(Rule rule, Situation situation, Lender lender) =>
        !rule.Scope!.Origins.IsEmpty
        || (lender.Country is { } country ? country == rule.Jurisdiction : rule.Jurisdiction == situation.OriginCountry || rule.Jurisdiction == situation.DestinationCountry);

    private static string? Doubt(Rule rule, InterestLimit limit, Lender lender) =>
        lender.Country is null && rule.Scope!.Origins.IsEmpty ? $"where the lender {lender.Party} is established is not recorded"
        : lender.Kind is null && limit.Lenders != LenderKind.Any ? $"what kind of lender {lender.Party} is is not recorded"
        : null;
}
