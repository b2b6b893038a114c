using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using Ledger.Domain.Rules;
using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>debt.rate-over-law</c>: a loan's effective annual rate, from the actual cash flows or as stated, is above the law of the loan.
/// </summary>
/// <remarks>
/// A limit on a stated rate is held against the stated rate; and what interest and charges came to is held against what the same money
/// would have borne at the limit, which is the money-weighted comparison without an artefact of compounding: a lawful loan whose interest
/// is paid monthly has an effective rate a little above its stated one. A limit on the effective rate is held against the effective
/// rate. The law is that of the day the loan was paid out. A rule in doubt yields no finding of presence: what it says is named.
/// </remarks>
public static class DebtRateOverLaw
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "debt.rate-over-law";

    private const int MonthsPerYear = 12;

    /// <summary>Judges the rates of the worker's recruitment loans.</summary>
    public static Finding Judge(Evaluation evaluation)
    {
        var loans = evaluation.Loans.All;
        if (loans.Count == 0)
        {
            return evaluation.Draft(Code, null, Verdict.Absent, "No recruitment loan of the worker is recorded.", []);
        }

        var judged = loans.Select(loan => JudgedLoan.Of(loan, evaluation)).OrderBy(loan => loan.Gravity).ThenBy(loan => loan.Loan.Id, StringComparer.Ordinal).ToList();
        var worst = judged[0];
        List<string> missing = [.. judged.SelectMany(loan => loan.Missing).Distinct(StringComparer.Ordinal)];
        var verdict = worst.Gravity switch { 0 => Verdict.Present, 1 => Verdict.Insufficient, _ => missing.Count > 0 ? Verdict.Insufficient : Verdict.Absent };
        var isPresent = verdict == Verdict.Present;
        return evaluation.Draft(Code, evaluation.History.PlacementOf(worst.Loan.Facts[0]), verdict, worst.Explain(verdict, missing), evaluation.Loans.Facts) with
        {
            Severity = !isPresent ? null : worst.Reaches(evaluation.Thresholds.RateRedTimes) ? Severity.Red : Severity.Amber,
            Strength = !isPresent ? null : worst.IsProven ? Strength.Documented : Strength.Testified,
            Since = isPresent ? worst.LentOn : null,
            Measures = worst.Measures,
            Rules = [.. worst.Said.Select(said => said.Consulted)],
            Missing = missing,
        };
    }

    /// <summary>What one rule says of a loan on one side.</summary>
    private sealed record Said(ConsultedRule Consulted, decimal? Limit);

    private sealed record JudgedLoan(Loan Loan, LoanCost Claimed, LoanCost Documented, IReadOnlyList<Said> Said, IReadOnlyList<Said> OfDocumented)
    {
        public int Gravity => Said.Any(said => said.Consulted.Says == RuleSays.Breach) ? 0 : Said.Any(said => said.Consulted.Says == RuleSays.Doubtful) ? 1 : 2;

        public LocalDate? LentOn => Claimed.LentOn;

        public bool IsProven => OfDocumented.Any(said => said.Consulted.Says == RuleSays.Breach);

        /// <summary>The lowest yearly rate that any rule which speaks of the loan allows.</summary>
        private decimal? Limit => Said.Where(said => Gravity > 1 || said.Consulted.Says is RuleSays.Breach or RuleSays.Doubtful).Min(said => said.Limit);

        /// <summary>Whether the rate is so many times what the law allows, or more.</summary>
        public bool Reaches(decimal times) => Limit is { } limit && Math.Max(Claimed.Stated ?? 0, Claimed.Actual?.Only ?? 0) >= times * limit;

        public IReadOnlyList<string> Missing =>
        [
            .. Said.Where(said => said.Consulted.Says == RuleSays.Doubtful).Select(said => $"{said.Consulted.Rule} is in doubt: {said.Consulted.Why}"),
            .. Said.Count == 0 ? [$"no rule of the pack is known to reach loan {Loan.Id}"] : Array.Empty<string>(),
            .. Claimed.Stated is null && Claimed.Cost == 0 && Said.Count > 0 ? [$"no rate, schedule, interest or charge of loan {Loan.Id}"] : Array.Empty<string>(),
        ];

        public SortedDictionary<string, Measure> Measures
        {
            get
            {
                var measures = new SortedDictionary<string, Measure>(StringComparer.Ordinal);
                AddTo(measures, "annualRate", Documented.Actual?.Only, Claimed.Actual?.Only);
                AddTo(measures, "statedAnnualRate", Documented.Stated, Claimed.Stated);
                if (Limit is { } limit)
                {
                    measures["legalAnnualRate"] = Measure.Of(limit, "a year");
                }

                return measures;
            }
        }

        public static JudgedLoan Of(Loan loan, Evaluation evaluation)
        {
            var lent = loan.Facts.OfType<LoanDisbursed>().First();
            var pays = evaluation.Rounds.Count > 0 ? evaluation.Rounds[^1].On : lent.EffectiveOn;
            var until = LocalDate.Max(pays, loan.Facts.Max(fact => fact.EffectiveOn));
            var ceilings = evaluation.Rules.InterestLimits(
                Situation.Of(evaluation.History, evaluation.History.PlacementOf(lent)), Lender.Of(evaluation.Parties, loan.Creditor, lent.EffectiveOn), lent.EffectiveOn);
            var (claimed, documented) = (new LoanCost(loan, Side.Claimed, until), new LoanCost(loan, Side.Documented, until));
            var (ofClaimed, ofDocumented) = (Consult(ceilings, claimed, lent), Consult(ceilings, documented, lent));
            // Documented terms can be dearer than those the worker tells of; then they are the ones to judge.
            return IsBroken(ofDocumented) && !IsBroken(ofClaimed)
                ? new JudgedLoan(loan, documented, documented, ofDocumented, ofDocumented)
                : new JudgedLoan(loan, claimed, documented, ofClaimed, ofDocumented);
        }

        public string Explain(Verdict verdict, IReadOnlyList<string> missing)
        {
            var actual = Claimed.Actual switch
            {
                { Only: { } only } => $"by its cash flows loan {Loan.Id} bears {Words.Percent(only)} a year",
                { Rates.Count: > 1 } => $"the cash flows of loan {Loan.Id} allow several effective rates, so none is said",
                _ => $"the cash flows of loan {Loan.Id} tell no rate yet",
            };
            var stated = Claimed.Stated is { } rate ? $", by its terms {Words.Percent(rate)}" : "";
            var head = char.ToUpperInvariant(actual[0]) + actual[1..] + stated;
            return verdict switch
            {
                Verdict.Present => $"{head}; {Said.First(said => said.Consulted.Says == RuleSays.Breach).Consulted.Why}.",
                Verdict.Absent => $"{head}; no rule that reaches it is exceeded.",
                _ => $"{head}; it cannot be said whether that is above the law of the loan: {string.Join("; ", missing)}.",
            };
        }

        private static bool IsBroken(List<Said> said) => said.Exists(one => one.Consulted.Says == RuleSays.Breach);

        private static void AddTo(SortedDictionary<string, Measure> measures, string name, decimal? documented, decimal? claimed)
        {
            if (documented is not null || claimed is not null)
            {
                // Documented terms dearer than those told are the most that is credibly claimed.
                measures[name] = Measure.Of(documented, documented > claimed ? documented : claimed ?? documented, "a year");
            }
        }

        private static List<Said> Consult(IReadOnlyList<InterestCeiling> ceilings, LoanCost cost, LoanDisbursed lent) =>
            [.. ceilings.Where(ceiling => ceiling.Rule.Role != RuleRole.Standard).Select(ceiling => Consult(ceiling, cost, lent))];

        private static Said Consult(InterestCeiling ceiling, LoanCost cost, LoanDisbursed lent)
        {
            var (limit, id) = (ceiling.Limit, ceiling.Rule.Id);
            var yearly = (lent.Security is { Count: > 0 } ? limit.SecuredPerYear : null) ?? limit.PerYear ?? (limit.PerMonth * MonthsPerYear);
            if (Excess(limit, yearly, cost) is { } excess)
            {
                return new Said(ceiling.Doubt is { } doubt
                    ? new ConsultedRule(id, RuleSays.Doubtful, $"{excess}; but {doubt}")
                    : new ConsultedRule(id, RuleSays.Breach, $"{excess} ({ceiling.Rule.Instrument}, {ceiling.Rule.Article})"), yearly);
            }

            return limit.PresumptionPerYear is { } presumed && Effective(cost) > presumed
                ? new Said(new ConsultedRule(id, RuleSays.Doubtful, $"above {Words.Percent(presumed)} a year a loan is presumed extortionate, which a court decides"), yearly)
                : new Said(new ConsultedRule(id, RuleSays.Within, "neither the rate nor what interest came to exceeds it"), yearly);
        }

        /// <summary>In what the loan exceeds a limit, in words; null where it does not.</summary>
        private static string? Excess(InterestLimit limit, decimal? yearly, LoanCost cost)
        {
            var balance = cost.Balance;
            if (limit.IsForbidden)
            {
                return "the loan itself is not allowed";
            }

            if (yearly is { } allowed && OverRate(limit, allowed, cost) is { } over)
            {
                return over;
            }

            var total = limit.ChargesCount ? cost.Cost : balance.Accrued;
            if (limit.TotalOfPrincipal is { } multiple && total > multiple * balance.Disbursed)
            {
                return $"interest came to {Words.Of(total, cost.Loan.Currency)}, more than the law allows on {Words.Of(balance.Disbursed, cost.Loan.Currency)} lent";
            }

            return limit.IsSimpleOnly && cost.Loan.TermsOn(cost.Side).Any(term => term.Rate.Method == InterestMethod.Compound)
                ? "it bears interest on interest, which the law does not allow"
                : null;
        }

        private static string? OverRate(InterestLimit limit, decimal allowed, LoanCost cost)
        {
            if (limit.IsEffective)
            {
                return Effective(cost) is { } effective && effective > allowed ? $"its effective rate is above the {Words.Percent(allowed)} a year that the law allows" : null;
            }

            var stated = cost.Loan.TermsOn(cost.Side).Select(term => Interest.Monthly(term.Rate) * MonthsPerYear).DefaultIfEmpty(0).Max();
            if (stated > allowed)
            {
                return $"its stated rate is above the {Words.Percent(allowed)} a year that the law allows";
            }

            // Half a unit of the currency: what rounding to units may add to a lawful sum.
            var lawful = cost.InterestAt(new InterestRate(allowed, RatePeriod.Year, InterestMethod.Simple));
            return cost.Cost > lawful + (cost.Loan.Currency.Unit / 2) && cost.Cost > 0
                ? $"interest and charges came to {Words.Of(cost.Cost, cost.Loan.Currency)}, where {Words.Percent(allowed)} a year would be {Words.Of(lawful, cost.Loan.Currency)}"
                : null;
        }

        private static decimal? Effective(LoanCost cost) => (cost.Actual?.Only, cost.Stated) switch
        {
            ({ } actual, { } stated) => Math.Max(actual, stated),
            (var actual, var stated) => actual ?? stated,
        };
    }
}
