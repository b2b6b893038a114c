using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Ledger.Domain.Churn;

/// <summary>Exact probabilities of a number of successes among trials that each succeed with the same chance.</summary>
/// <remarks>
/// The upper tail of the binomial distribution is a regularised incomplete beta function, P(X >= k) = I_p(k, n - k + 1), which is summed
/// without cancellation however small it is. A probability is a statistic and not money, so it is reckoned in double; nothing outside
/// this class sees one.
/// </remarks>
internal sealed class Binomial
{
    /// <summary>The least probability that is told: what lies below it is told as this.</summary>
    private const decimal Least = 0.0000000000000000000000000001m;

    private readonly Dictionary<(int Successes, int Trials), (decimal Low, decimal High)> _intervals = [];

#pragma warning disable RS0030
    /// <summary>Half of what lies outside an interval of 95 per cent.</summary>
    private const double Outside = 0.025;

    /// <summary>The probability of at least so many successes.</summary>
    /// <param name="successes">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">0 or more.</param>
    /// <param name="chance">The chance of each, from 0 to 1.</param>
    public static decimal AtLeast(int successes, int trials, decimal chance) =>
        successes == 0 ? 1 : chance <= 0 ? 0 : chance >= 1 ? 1
        : Math.Clamp((decimal)SpecialFunctions.BetaRegularized(successes, trials - successes + 1, (double)chance), Least, 1);

    /// <summary>The exact interval of 95 per cent around a share of successes (Clopper and Pearson 1934).</summary>
    /// <param name="successes">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">1 or more.</param>
    /// <remarks>Pairs of one corridor share most of their small numbers, so that each interval is sought once.</remarks>
    public (decimal Low, decimal High) Interval(int successes, int trials)
    {
        if (!_intervals.TryGetValue((successes, trials), out var known))
        {
            _intervals[(successes, trials)] = known = (
                successes == 0 ? 0 : (decimal)Beta.InvCDF(successes, trials - successes + 1, Outside),
                successes == trials ? 1 : (decimal)Beta.InvCDF(successes + 1, trials - successes, 1 - Outside));
        }

        return known;
    }
#pragma warning restore RS0030
}
