using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;

namespace Ledger.Tests.Oracles;

/// <summary>What a worker bore for each placement, by the definition of fee.worker-paid.</summary>
/// <param name="Placement">The placement.</param>
/// <param name="Charged">What she was charged.</param>
/// <param name="PaidBack">What was paid back.</param>
/// <param name="FormsAgree">Whether all accounts of each sum agree if it was to be cut from wages; where not, the definition leaves open which cuts pay it.</param>
internal sealed record NaiveFees(string? Placement, Reading Charged, Reading PaidBack, bool FormsAgree)
{
    /// <summary>The currency of the sums.</summary>
    public required string CurrencyCode { get; init; }

    public Reading Borne => new(
        Math.Max(0m, Charged.Documented - PaidBack.Documented),
        Math.Max(0m, Charged.Claimed - PaidBack.Documented));

    /// <summary>The fees of each placement that has any account of a fee, a cut or a reimbursement.</summary>
    public static List<NaiveFees> Of(IReadOnlyList<Fact> standing, IReadOnlyList<ExchangeRateRecorded> rates)
    {
        var told = standing.Where(fact => NaiveMoney.IsCredible(fact) && fact is (FeeCharged or Reimbursed or DeductionTaken { Reason: DeductionReason.FeeRecovery, Loan: null }))
            .ToLookup(fact => Home(fact, standing));
        return [.. told.Select(placement => OfOne(placement.Key, [.. placement], rates))];
    }

    /// <summary>A reimbursement goes where the first credible fee it answers went; anything else where it says, else to the placement of its day.</summary>
    internal static string? Home(Fact fact, IReadOnlyList<Fact> standing)
    {
        var told = FirstTold(fact, standing);
        var answered = told is Reimbursed { For.Facts: { } ids }
            ? ids.Select(id => standing.OfType<FeeCharged>().FirstOrDefault(fee => fee.Id == id && NaiveMoney.IsCredible(fee))).FirstOrDefault(fee => fee is not null)
            : null;
        return NaivePlacements.Of(answered is null ? told : FirstTold(answered, standing), standing);
    }

    /// <summary>Of the accounts that are linked as the same money, the first that names a placement, else the first.</summary>
    private static Fact FirstTold(Fact fact, IReadOnlyList<Fact> standing)
    {
        var words = standing.Where(other => other.GetType() == fact.GetType() && NaiveMoney.IsCredible(other)
            && other is not DeductionTaken { Loan: not null } and not DeductionTaken { Reason: not DeductionReason.FeeRecovery })
            .Select(other => new Word(other, 0m, false, other.Id));
        var group = NaiveMoney.Groups(words).Find(linked => linked.Exists(word => word.Fact == fact))?.Select(word => word.Fact)
            .OrderBy(other => other.EffectiveOn).ThenBy(other => other.Id, StringComparer.Ordinal).ToList() ?? [fact];
        return group.Find(other => other.Placement is not null) ?? group[0];
    }

    private static NaiveFees OfOne(string? placement, List<Fact> told, IReadOnlyList<ExchangeRateRecorded> rates)
    {
        var fees = told.OfType<FeeCharged>().Where(fee => fee.BorneBy == Payer.Worker).ToList();
        var cuts = told.OfType<DeductionTaken>().ToList();
        var currency = (fees.Select(fee => fee.Amount).Concat(cuts.Select(cut => cut.Amount))
            .Concat(told.OfType<FeeCharged>().Select(fee => fee.Amount))
            .Concat(told.OfType<Reimbursed>().Select(back => back.Amount)).Select(money => (Currency?)money.Currency).FirstOrDefault() ?? Currency.Of("NPR")).Code;

        Word? Told(Fact fact, Money money, bool admitted, string kind) =>
            NaiveRates.Find(rates, money.Currency.Code, currency, fact.EffectiveOn) is { } rate
                ? new(fact, money.Amount * rate, admitted || NaiveMoney.IsGraded(fact), kind)
                : null;

        var words = fees.Select(fee => (fee.Form, Word: Told(fee, fee.Amount, fee.AssertedBy == fee.Collector, $"{fee.Collector}/{fee.Class}")))
            .Where(fee => fee.Word is not null).ToList();
        var all = NaiveMoney.Total(words.Select(fee => fee.Word!));
        var onAccount = NaiveMoney.Total(words.Where(fee => fee.Form is FeeForm.Deduction or FeeForm.Loan).Select(fee => fee.Word!));
        var cut = NaiveMoney.Total(cuts
            .Select(cut => Told(cut, cut.Amount, cut.AssertedAs == Speaker.Employer || cut.AssertedBy == cut.Payee, $"{cut.Period}"))
            .OfType<Word>());
        var back = NaiveMoney.Total(told.OfType<Reimbursed>()
            .Select(back => Told(back, back.Amount, back.AssertedAs == Speaker.Worker && back.AssertedBy == back.Worker, back.By)).OfType<Word>());

        // A cut that recovers a fee already told is the payment of that fee, one money: the greater counts on either end.
        var formsAgree = NaiveMoney.Groups(words.Select(fee => fee.Word!))
            .TrueForAll(group => group.Select(word => ((FeeCharged)word.Fact).Form is FeeForm.Deduction or FeeForm.Loan).Distinct().Count() == 1);
        return new(placement, new(
            all.Documented + Math.Max(0m, cut.Documented - onAccount.Documented),
            all.Claimed + Math.Max(0m, cut.Claimed - onAccount.Claimed)), back, formsAgree)
        {
            CurrencyCode = currency,
        };
    }
}
