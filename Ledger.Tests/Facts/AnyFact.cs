using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using FsCheck;
using FsCheck.Fluent;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using NodaTime;
using Amounts = Ledger.Domain.Amounts.Money;

namespace Ledger.Tests.Facts;

/// <summary>Valid facts of every type, for properties: name it in <c>[Property(Arbitrary = [typeof(AnyFact)])]</c>.</summary>
/// <remarks>
/// FsCheck draws a seed and the record's own fields say what is drawn from it, so that a new type or field is covered
/// the day it is added. Bounds are written out a second time here on purpose: a bound that moves in the reader fails a property.
/// </remarks>
public static class AnyFact
{
    /// <summary>Facts of every type, each as likely as another.</summary>
    public static Arbitrary<Fact> Facts() => Gen.Elements(FactCatalogue.All.ToArray()).SelectMany(Of).ToArbitrary();

    /// <summary>Facts of one type.</summary>
    public static Gen<Fact> Of(FactType type) =>
        Gen.Choose(0, int.MaxValue - 1).Select(seed => Of(type, seed));

    /// <summary>The fact of a type that a seed stands for.</summary>
    public static Fact Of(FactType type, int seed) => new Draw(new Random(seed)).Fact(type);

    /// <summary>Draws the fields of one fact.</summary>
    private sealed class Draw(Random random)
    {
        private const string Letters = "abzAZ09-_/.:é श्রী\"\\<>&'😀";
        private static readonly string[] Currencies = ["NPR", "MYR", "JPY", "KWD", "USD"];
        private static readonly LocalDate Earliest = new(1950, 1, 1);
        private static readonly LocalDate Latest = new(2100, 12, 31);
        private static readonly NullabilityInfoContext Nullability = new();

        public Fact Fact(FactType type)
        {
            var fact = (Fact)RuntimeHelpers.GetUninitializedObject(type.Record);
            foreach (var property in type.Record.GetProperties().Where(property => property.SetMethod is not null))
            {
                var needed = property.IsDefined(typeof(RequiredMemberAttribute))
                    || (property.Name == nameof(WorkerFact.Worker) && type.NeedsWorker)
                    || (property.Name == nameof(WorkerFact.Placement) && type.NeedsPlacement);
                property.SetValue(fact, needed || random.Next(2) == 0 ? Value(property.PropertyType, property.Name, needed) : null);
            }

            return Coherent(fact);
        }

        /// <summary>Makes the fields of a fact fit one another.</summary>
        private Fact Coherent(Fact fact) => fact switch
        {
            PartiesLinked linked => linked with { To = linked.To + "2", From = linked.From + "1", Until = After(linked.EffectiveOn, linked.Until) },
            ExchangeRateRecorded rate => rate with { Base = Currency.Of("MYR"), Quote = Currency.Of("NPR") },
            ContractRecorded contract => contract with { To = After(contract.From, contract.To) },
            CertificationGranted granted => granted with { To = After(granted.From, granted.To) },
            CertificationWithdrawn { From: { } from } withdrawn => withdrawn with { To = After(from, withdrawn.To) },
            AgencyRated rated => rated with { AssertedAs = Speaker.Worker },
            FeeCharged fee => fee with { ReceiptAmount = Like(fee.Amount, fee.ReceiptAmount) },
            LoanDisbursed loan => loan with { Instalment = Like(loan.Principal, loan.Instalment) },
            LoanTermsChanged changed => changed with { TermMonths = random.Next(1, 601) },
            WagePaid wage => wage with { Net = Like(wage.Gross, wage.Net)!.Value },
            FactCorrected corrected => corrected with { Corrects = corrected.Corrects + "2" },
            FactWithdrawn withdrawn => withdrawn with { Withdraws = withdrawn.Withdraws + "2" },
            _ => fact,
        } with { Id = "f" + random.Next(1000), SameAs = fact.SameAs is null ? null : "other" + random.Next(1000) };

        private object Value(Type type, string name, bool needed = true) => type switch
        {
            _ when Nullable.GetUnderlyingType(type) is { } inner => Value(inner, name),
            _ when type == typeof(string) => Text(name),
            _ when type == typeof(bool) => random.Next(2) == 0,
            _ when type == typeof(int) => random.Next(1, name switch { "Version" => 101, "TermMonths" => 601, _ => 6 }),
            _ when type == typeof(decimal) => Decimal(name),
            _ when type == typeof(LocalDate) => Day(),
            _ when type == typeof(Currency) => Currency.Of(Pick(Currencies)),
            _ when type == typeof(Money) => Money(Pick(Currencies)),
            _ when type == typeof(FactList<string>) => new FactList<string>(Many(needed ? 0 : 1).Select(_ => Name())),
            _ when type == typeof(FactList<LoanPart>) => new FactList<LoanPart>(Many(1).Select(_ => Pick(Enum.GetValues<LoanPart>()))),
            _ when type == typeof(FactList<PlacementReference>) =>
                new FactList<PlacementReference>(Many(1).Select(_ => new PlacementReference(Name(), Name()))),
            _ when type == typeof(FactMap<int>) => new FactMap<int>(Many(1).ToDictionary(i => Name() + i, _ => random.Next(1, 6))),
            _ when type == typeof(ReimbursementGround) =>
                random.Next(2) == 0 ? ReimbursementGround.Under(Name()) : ReimbursementGround.Of(Many(1).Select(_ => Name())),
            _ when type == typeof(FactFields) => Fields(),
            _ when type == typeof(InterestRate) => Rate(),
            _ when type == typeof(PayPeriod) => Period(),
            _ when type == typeof(Licence) => Licence(),
            _ when type.IsEnum => Pick(Enum.GetValues(type).Cast<object>().ToArray()),
            _ => Record(type),
        };

        /// <summary>A record of independent fields, by its constructor.</summary>
        private object Record(Type type)
        {
            var constructor = type.GetConstructors().Single();
            return constructor.Invoke([.. constructor.GetParameters().Select(parameter =>
                MayBeAbsent(parameter) && random.Next(2) == 0 ? null : Value(parameter.ParameterType, parameter.Name!))]);
        }

        private static bool MayBeAbsent(ParameterInfo parameter) => Nullability.Create(parameter).ReadState == NullabilityState.Nullable;

        private string Text(string name) => name switch
        {
            "Country" or "Origin" or "Destination" => Pick("NP", "MY", "IN-KL", "BD-13", "QA"),
            "Sha256" => string.Concat(Enumerable.Range(0, 64).Select(_ => "0123456789abcdef"[random.Next(16)])),
            "Note" or "About" or "Source" or "Reference" => Letter(Pick(0, 20, random.Next(1998))) + "\n\tn",
            _ => Name(),
        };

        private string Name()
        {
            var name = Letter(random.Next(99)).Trim();
            return name + "n";
        }

        private string Letter(int most)
        {
            var runes = Letters.EnumerateRunes().ToArray();
            return string.Concat(Enumerable.Range(0, most).Select(_ => runes[random.Next(runes.Length)].ToString()));
        }

        private decimal Decimal(string name)
        {
            var digits = random.NextInt64(1, 1_000_000_000_000_000_000);
            return name switch
            {
                "Rate" => Pick(1_000_000_000_000m, 0.000000000000000001m, digits / 1_000_000_000m, digits / 1_000_000_000_000_000_000m, 29.84m, 1.50m),
                "HoursPerWeek" => Pick(168m, 0.5m, random.Next(1, 16801) / 100m),
                "Hours" => Pick(0m, 9000m, 212.50m, random.Next(900001) / 100m),
                _ => Pick(0m, 10m, 0.60m, random.Next(100001) / 10000m),
            };
        }

        private LocalDate Day() => Pick(Earliest, Latest, new LocalDate(2024, 2, 29), Earliest.PlusDays(random.Next(55_000)));

        private LocalDate? After(LocalDate from, LocalDate? to) => to is null ? null : LocalDate.Min(from.PlusDays(random.Next(1000)), Latest);

        private PayPeriod Period()
        {
            var from = Day();
            return new PayPeriod(from, LocalDate.Min(from.PlusDays(random.Next(366)), Latest));
        }

        private Licence Licence()
        {
            var from = Day();
            return new Licence(Name(), from, After(from, from)!.Value);
        }

        private InterestRate Rate()
        {
            var method = Pick(InterestMethod.Simple, InterestMethod.Compound);
            CompoundingPeriod? every = method == InterestMethod.Simple || random.Next(2) == 0 ? null : Pick(Enum.GetValues<CompoundingPeriod>());
            DayCount? days = random.Next(2) == 0 ? null : Pick(Enum.GetValues<DayCount>());
            return new InterestRate(Decimal("Value"), Pick(RatePeriod.Month, RatePeriod.Year), method, every, days);
        }

        private Money Money(string currency)
        {
            var decimals = Currency.Of(currency).Decimals;
            var units = Pick(0, 1, random.Next(1_000_000), random.NextInt64(1_000_000_000_000));
            var small = new decimal((int)(units % 1_000_000), 0, 0, false, (byte)decimals);
            return Amounts.Of(Pick(units, small, Amounts.Largest), currency);
        }

        private Money? Like(Money first, Money? second) => second is null ? null : Money(first.Currency.Code);

        /// <summary>Fields of another fact, as its own line has them.</summary>
        private FactFields Fields()
        {
            var types = FactCatalogue.All.Where(type => !type.Record.IsSubclassOf(typeof(MendingFact))).ToArray();
            var fields = System.Text.Json.Nodes.JsonNode.Parse(FactWire.Write(Fact(Pick(types))))!.AsObject();
            fields.Remove("fact");
            fields["note"] = null;
            fields["termMonths"] = System.Text.Json.Nodes.JsonNode.Parse(random.Next(1, 601).ToString(CultureInfo.InvariantCulture) + ".50");
            return new FactFields(fields);
        }

        private IEnumerable<int> Many(int least) => Enumerable.Range(0, random.Next(least, 5));

        private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
    }
}
