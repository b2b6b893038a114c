using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;

namespace Ledger.Domain.Rules.Rows;

/// <summary>Reads the limit of a row: the field <c>kind</c> says which, and each kind has fields of its own.</summary>
internal static class LimitReader
{
    private const decimal LeastShare = 0.0001m;
    private const decimal GreatestRate = 10m;
    private const int DeepestNesting = 3;
    private const int LongestSchedule = 10;

    private static readonly string[] FeeKinds = ["zero", "fixed", "monthly-wages", "daily-wages", "first-wage-share", "service-schedule", "least-of"];

    /// <summary>Reads a limit that fits a rule's kind.</summary>
    public static Limit? Read(FieldReader fields, RuleKind kind)
    {
        var word = fields.Text("kind");
        Limit? limit = word switch
        {
            "deduction" => Deduction(fields),
            "interest" => Interest(fields),
            "refund" => Refund(fields),
            "records" => Records(fields),
            _ => Fee(fields, word, DeepestNesting),
        };
        if (limit is not null && !Fits(limit, kind))
        {
            fields.Refuse("kind", $"{word} does not fit a row of kind {Facts.Reading.WireNames.OfEnum(typeof(RuleKind), kind.ToString())}");
        }

        return limit;
    }

    private static bool Fits(Limit limit, RuleKind kind) => limit switch
    {
        DeductionLimit => kind == RuleKind.DeductionCap,
        InterestLimit => kind == RuleKind.InterestCap,
        RefundLimit => kind == RuleKind.RefundDuty,
        RecordsLimit => kind == RuleKind.DocumentRetention,
        _ => kind is RuleKind.FeeCap or RuleKind.FeeProhibition,
    };

    private static FeeLimit? Fee(FieldReader fields, string word, int nesting)
    {
        FeeLimit? limit = word switch
        {
            "zero" => new ZeroFee(),
            "fixed" => Fixed(fields),
            "monthly-wages" => new MonthlyWages(
                fields.Number("multiple", 0.01m, 24), fields.Word<WageBasis>("wage"), fields.OptionalText("per") switch { null => false, "contract-year" => true, _ => Unknown(fields) },
                fields.OptionalNumber("greatestMultiple", 0.01m, 24)),
            "daily-wages" => new DailyWages(fields.Number("days", 1, 360), fields.Word<WageBasis>("wage")),
            "first-wage-share" => new FirstWageShare(fields.Number("share", LeastShare, 1)),
            "service-schedule" => Schedule(fields),
            "least-of" when nesting > 0 => new LeastOf([.. fields.Objects("limits").Select(part => Fee(part, part.Text("kind"), nesting - 1)).OfType<FeeLimit>()]),
            _ => null,
        };
        if (limit is null)
        {
            fields.Refuse("kind", $"'{word}' is no kind of limit here: use {string.Join(", ", FeeKinds)}, or deduction, interest, refund, records");
            return null;
        }

        if (limit is LeastOf { Limits.Length: < 2 or > LongestSchedule })
        {
            fields.Refuse("limits", $"must be 2 to {LongestSchedule} limits");
        }

        limit = limit with
        {
            IsZeroWhereDestinationForbids = fields.Flag("zeroWhereDestinationForbids", false),
            Variants = [.. fields.Objects("variants").Select(variant => Variant(variant, nesting)).OfType<LimitVariant>()],
        };
        fields.Finish();
        return limit;
    }

    private static FixedFee Fixed(FieldReader fields)
    {
        var (amount, currency) = (fields.Number("amount", 0.001m, Money.Largest), fields.Currency("currency"));
        if (Money.Objection(amount, currency) is { } objection)
        {
            fields.Refuse("amount", objection);
        }

        return new FixedFee(amount, currency);
    }

    private static ServiceSchedule Schedule(FieldReader fields)
    {
        var schedule = new ServiceSchedule(fields.ListOfNumbers("monthly", 0, Money.Largest), fields.Currency("currency"));
        if (schedule.Monthly.Length is 0 or > LongestSchedule)
        {
            fields.Refuse("monthly", $"must be 1 to {LongestSchedule} amounts, one for each year");
        }

        return schedule;
    }

    private static LimitVariant? Variant(FieldReader fields, int nesting)
    {
        var (sex, trade) = (fields.OptionalWord<Sex>("sex"), fields.OptionalWord<Trades>("occupation"));
        if (sex is null && trade is null)
        {
            fields.Refuse("", "names neither a sex nor an occupation that it is for");
        }

        var inner = fields.Object("limit");
        if (inner is null)
        {
            fields.Refuse("limit", "is missing: give the limit that holds instead");
        }

        fields.Finish();
        return inner is not null && nesting > 0 && Fee(inner, inner.Text("kind"), 0) is { } limit ? new LimitVariant(sex, trade ?? Trades.None, limit) : null;
    }

    private static DeductionLimit Deduction(FieldReader fields)
    {
        var limit = new DeductionLimit(
            fields.OptionalNumber("overall", LeastShare, 1),
            [
                .. fields.Objects("parts").Select(part =>
                {
                    var ceiling = new PartCeiling(part.Word<DeductionPart>("for"), part.Number("share", LeastShare, 1));
                    part.Finish();
                    return ceiling;
                }),
            ],
            fields.ListOfWords<DeductionPart>("outside"), fields.Flag("below", false), fields.OptionalNumber("employerLoanPerYear", 0, GreatestRate));
        if (limit.Overall is null && limit.Parts.IsEmpty)
        {
            fields.Refuse("overall", "is missing, and so are parts: give at least one ceiling");
        }

        fields.Finish();
        return limit;
    }

    private static InterestLimit Interest(FieldReader fields)
    {
        var lenders = fields.ListOfWords<LenderKind>("lenders");
        var late = fields.OptionalNumber("lateFeePerMonth", 0, Money.Largest);
        if (lenders.Length != 1)
        {
            fields.Refuse("lenders", "must be one of any, private, moneylender, in a list");
        }

        var limit = new InterestLimit
        {
            Lenders = lenders.FirstOrDefault(),
            PerYear = fields.OptionalNumber("perYear", 0, GreatestRate),
            PerMonth = fields.OptionalNumber("perMonth", 0, GreatestRate),
            SecuredPerYear = fields.OptionalNumber("securedPerYear", 0, GreatestRate),
            PresumptionPerYear = fields.OptionalNumber("presumptionPerYear", 0, GreatestRate),
            LatePerMonth = fields.OptionalNumber("latePerMonth", 0, GreatestRate),
            LateFeePerMonth = late is { } fee && fields.Has("currency") ? Money.Of(fee, fields.Currency("currency")) : null,
            FeeOfPrincipal = fields.OptionalNumber("feeOfPrincipal", 0, GreatestRate),
            TotalOfPrincipal = fields.OptionalNumber("totalOfPrincipal", 0, GreatestRate),
            ChargesCount = fields.Flag("chargesCount", false),
            IsSimpleOnly = fields.Flag("simpleOnly", false),
            IsEffective = fields.Flag("isEffective", false),
            IsForbidden = fields.Flag("isForbidden", false),
        };
        if (limit is { PerYear: null, PerMonth: null, TotalOfPrincipal: null, IsForbidden: false })
        {
            fields.Refuse("perYear", "is missing, and so are perMonth, totalOfPrincipal and isForbidden: give what is limited");
        }

        fields.Finish();
        return limit;
    }

    private static RefundLimit Refund(FieldReader fields)
    {
        var limit = new RefundLimit(
            fields.Word<RefundOccasion>("when"), fields.OptionalNumber("share", LeastShare, 1), fields.Flag("proRata", false),
            fields.OptionalWhole("withinMonths", 1, 120), fields.OptionalWhole("withinDays", 1, 3_650), fields.Flag("notByWorker", false));
        if (limit.Share is null != limit.IsProRata)
        {
            fields.Refuse("share", "give either a share or proRata");
        }

        fields.Finish();
        return limit;
    }

    private static RecordsLimit Records(FieldReader fields)
    {
        var limit = new RecordsLimit(
            fields.Flag("receipt", false), fields.Flag("itemised", false), fields.Flag("cashAllowed", true), fields.Flag("keep", false));
        fields.Finish();
        return limit;
    }

    private static bool Unknown(FieldReader fields)
    {
        fields.Refuse("per", "must be contract-year, or left out for each placement");
        return false;
    }
}
