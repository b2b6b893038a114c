using Ledger.Domain.Amounts;
using NodaTime;

namespace Ledger.Domain.Facts.Reading;

/// <summary>Rules between the fields of one fact, each of which is right by itself.</summary>
internal static class FactRules
{
    /// <summary>The most days of one pay period, a leap year.</summary>
    public const int LongestPeriod = 366;

    public static void Check(Fact fact, RefusalList refusals)
    {
        CheckOwnId(fact, refusals);
        switch (fact)
        {
            case PartyRegistered { Licence: { } licence }:
                CheckOrder("licence.to", licence.From, licence.To, refusals);
                break;
            case PartiesLinked linked:
                CheckLink(linked, refusals);
                break;
            case ExchangeRateRecorded rate when rate.Base == rate.Quote:
                refusals.Add("quote", "base and quote are the same currency: a rate needs two");
                break;
            case ContractRecorded contract:
                CheckOrder("to", contract.From, contract.To, refusals);
                break;
            case CertificationGranted granted:
                CheckOrder("to", granted.From, granted.To, refusals);
                break;
            case CertificationWithdrawn { From: { } from } withdrawn:
                CheckOrder("to", from, withdrawn.To, refusals);
                break;
            case AgencyRated { AssertedAs: not Speaker.Worker }:
                refusals.Add("assertedAs", "only workers rate agencies: write 'worker', or record another kind of fact");
                break;
            default:
                CheckMoney(fact, refusals);
                break;
        }
    }

    private static void CheckMoney(Fact fact, RefusalList refusals)
    {
        switch (fact)
        {
            case FeeCharged fee:
                CheckCurrency("receiptAmount.currency", fee.Amount, fee.ReceiptAmount, refusals);
                break;
            case LoanDisbursed loan:
                CheckCurrency("instalment.currency", loan.Principal, loan.Instalment, refusals);
                CheckRate(loan.Rate, refusals);
                break;
            case LoanTermsChanged { Rate: null, TermMonths: null, Instalment: null, GraceMonths: null, AppliedTo: null }:
                refusals.Add("no term changes here: give 'rate', 'termMonths', 'instalment', 'graceMonths' or 'appliedTo'");
                break;
            case LoanTermsChanged changed:
                CheckRate(changed.Rate, refusals);
                break;
            case WagePaid wage:
                CheckPeriod(wage.Period, refusals);
                CheckCurrency("net.currency", wage.Gross, wage.Net, refusals);
                break;
            case DeductionTaken deduction:
                CheckPeriod(deduction.Period, refusals);
                break;
            default:
                break;
        }
    }

    private static void CheckOwnId(Fact fact, RefusalList refusals)
    {
        if (fact.SameAs == fact.Id)
        {
            refusals.Add("sameAs", "a fact is no second account of itself: name the other party's fact, or leave the field out");
        }

        if (fact is MendingFact mending && mending.Mends == fact.Id)
        {
            refusals.Add(fact is FactCorrected ? "corrects" : "withdraws", "a fact cannot mend itself: name the earlier fact");
        }
    }

    private static void CheckLink(PartiesLinked linked, RefusalList refusals)
    {
        if (linked.From == linked.To)
        {
            refusals.Add("to", "a party is not linked to itself: name the other party");
        }

        CheckOrder("until", linked.EffectiveOn, linked.Until, refusals);
    }

    private static void CheckPeriod(PayPeriod period, RefusalList refusals)
    {
        CheckOrder("period.to", period.From, period.To, refusals);
        if (Period.DaysBetween(period.From, period.To) >= LongestPeriod)
        {
            refusals.Add("period.to", $"a pay period has {LongestPeriod} days at most: record each period by itself");
        }
    }

    private static void CheckOrder(string field, LocalDate from, LocalDate? to, RefusalList refusals)
    {
        if (to < from)
        {
            refusals.Add(field, "the last day is before the first: exchange them, or mend the one that is wrong");
        }
    }

    private static void CheckCurrency(string field, Money first, Money? second, RefusalList refusals)
    {
        if (second is { } money && money.Currency != first.Currency)
        {
            refusals.Add(field, $"it must be {first.Currency}, as the other amount of this fact is: record an exchange rate rather than mix currencies");
        }
    }

    private static void CheckRate(InterestRate? rate, RefusalList refusals)
    {
        if (rate is { Method: InterestMethod.Simple, Every: not null })
        {
            refusals.Add("rate.every", "simple interest is never compounded: leave 'every' out, or write method 'compound'");
        }
    }
}
