using Ledger.Domain.Amounts;
using Ledger.Domain.Record;
using NodaTime;

namespace Ledger.Domain.Debt;

/// <summary>A sum that reached the borrower (above zero) or left her (below zero) on a day.</summary>
/// <param name="On">The day.</param>
/// <param name="Amount">The sum; the sign is the borrower's.</param>
public readonly record struct CashFlow(LocalDate On, decimal Amount);

/// <summary>The effective annual rates of a course of cash flows: those at which they are worth nothing together.</summary>
/// <param name="Rates">The rates found, as fractions a year with compounding, in ascending order, to eight decimals: none, one or several.</param>
/// <param name="MayBeMore">Whether the signs of the flows allow more rates than were found.</param>
/// <remarks>
/// <para>
/// The money-weighted rate r solves sum of flow / (1 + r)^t = 0 with t in years of 30E/360 days (the internal rate of return; the
/// annual percentage rate of Directive 2008/48/EC, Annex I, is the same equation). By Descartes' rule of signs there are at most as many
/// rates as the flows change sign, and as many less an even number: a loan lent once and then repaid has exactly one.
/// </para>
/// <para>It is a statistic of the flows and not money, so it is reckoned in double and never added to an amount.</para>
/// </remarks>
public sealed record EffectiveRate(IReadOnlyList<decimal> Rates, bool MayBeMore)
{
    /// <summary>The highest rate that is looked for: a hundred thousand times a year's money.</summary>
    public const decimal Highest = 100_000m;

    /// <summary>The only rate; null when there is none or several.</summary>
    public decimal? Only => Rates.Count == 1 && !MayBeMore ? Rates[0] : null;

    /// <summary>Finds the rates between -99.9 per cent and <see cref="Highest"/>.</summary>
    /// <param name="flows">Flows in any order; those of one day count together.</param>
    public static EffectiveRate Of(IEnumerable<CashFlow> flows)
    {
        var netted = Netted(flows);
        var changes = 0;
        for (var index = 1; index < netted.Count; index++)
        {
            changes += netted[index].Amount > 0 == netted[index - 1].Amount > 0 ? 0 : 1;
        }

        if (changes == 0)
        {
            return new EffectiveRate([], false);
        }

        var rates = new RateSearch(netted).Find(changes == 1);
        return new EffectiveRate(rates, rates.Count < changes && (changes - rates.Count) % 2 == 0 && changes > 1);
    }

    /// <summary>The flows of each day as one, in order of date; a day on which they come to nothing is left out.</summary>
    private static List<CashFlow> Netted(IEnumerable<CashFlow> flows)
    {
        List<CashFlow> netted = [];
        foreach (var flow in Dated.InOrder(flows, flow => flow.On))
        {
            if (netted.Count > 0 && netted[^1].On == flow.On)
            {
                netted[^1] = new CashFlow(flow.On, netted[^1].Amount + flow.Amount);
            }
            else
            {
                netted.Add(flow);
            }
        }

        netted.RemoveAll(flow => flow.Amount == 0);
        return netted;
    }

    // The search is a statistic: see the remarks. Nothing outside this class sees a double.
#pragma warning disable RS0030
    private sealed class RateSearch
    {
        private const double Lowest = -0.999;
        private const int Cells = 160;
        private const int MostHalvings = 200;
        private readonly double[] _amounts;
        private readonly double[] _years;

        public RateSearch(List<CashFlow> flows)
        {
            var scale = flows.Max(flow => Math.Abs(flow.Amount));
            _amounts = [.. flows.Select(flow => (double)(flow.Amount / scale))];
            _years = [.. flows.Select(flow => Months.Days(flows[0].On, flow.On) / 360d)];
        }

        /// <summary>Looks for changes of sign over cells of equal width in log(1 + r), or in one cell where there is one rate at most.</summary>
        public List<decimal> Find(bool atMostOne)
        {
            var (low, high) = (Math.Log(1 + Lowest), Math.Log(1 + (double)Highest));
            var cells = atMostOne ? 1 : Cells;
            List<decimal> found = [];
            var (left, atLeft) = (low, Worth(low));
            for (var cell = 1; cell <= cells; cell++)
            {
                var right = low + ((high - low) * cell / cells);
                var atRight = Worth(right);
                if (atRight == 0 || (atLeft != 0 && atLeft > 0 != atRight > 0))
                {
                    found.Add(Rate(atRight == 0 ? right : Root(left, atLeft, right, atRight)));
                }

                (left, atLeft) = (right, atRight);
            }

            return found;
        }

        /// <summary>Regula falsi in the Illinois form, which keeps the root between its ends; halving where it is slow.</summary>
        private double Root(double left, double atLeft, double right, double atRight)
        {
            for (var step = 0; step < MostHalvings && right - left > 1e-13; step++)
            {
                var middle = step % 3 == 2 ? (left + right) / 2 : ((left * atRight) - (right * atLeft)) / (atRight - atLeft);
                middle = middle > left && middle < right ? middle : (left + right) / 2;
                var worth = Worth(middle);
                if (worth == 0)
                {
                    return middle;
                }

                if (worth > 0 == atLeft > 0)
                {
                    (left, atLeft, atRight) = (middle, worth, atRight / 2);
                }
                else
                {
                    (right, atRight, atLeft) = (middle, worth, atLeft / 2);
                }
            }

            return (left + right) / 2;
        }

        /// <summary>What the flows are worth at a force of interest, log(1 + r), on the middle day, so that neither end overflows.</summary>
        private double Worth(double force)
        {
            var middle = _years[^1] / 2;
            var worth = 0d;
            for (var index = 0; index < _amounts.Length; index++)
            {
                worth += _amounts[index] * Math.Exp(force * (middle - _years[index]));
            }

            return worth;
        }

        private static decimal Rate(double force) => decimal.Round((decimal)(Math.Exp(force) - 1), 8);
    }
#pragma warning restore RS0030
}
