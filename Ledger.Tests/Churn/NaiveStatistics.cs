using System.Numerics;

namespace Ledger.Tests.Churn;

/// <summary>The statistics by their definitions: sums of binomial terms in whole numbers, and ranks counted one by one.</summary>
internal static class NaiveStatistics
{
    private const int Digits = 60;

    private static readonly BigInteger One = BigInteger.Pow(10, Digits);

    /// <summary>P(X >= k) among n trials of chance part/whole.</summary>
    public static double AtLeast(int successes, int trials, BigInteger part, BigInteger whole)
    {
        BigInteger sum = 0;
        for (var count = successes; count <= trials; count++)
        {
            sum += Choose(trials, count) * BigInteger.Pow(part, count) * BigInteger.Pow(whole - part, trials - count);
        }

        return (double)(sum * One / BigInteger.Pow(whole, trials)) / (double)One;
    }

    /// <summary>P(X >= k) at a chance given in decimals.</summary>
    public static double AtLeast(int successes, int trials, decimal chance) => AtLeast(successes, trials, new BigInteger(chance * 1_000_000_000_000m), 1_000_000_000_000);

    /// <summary>The least rate at which a test is found: over every threshold that lets it in, the p-values expected below it by chance over those there are.</summary>
    public static double[] QValues(IReadOnlyList<double> p) =>
        [.. p.Select(own => p.Where(threshold => threshold >= own).Min(threshold => Math.Min(1, threshold * p.Count / p.Count(other => other <= threshold))))];

    private static BigInteger Choose(int of, int taken)
    {
        BigInteger ways = 1;
        for (var step = 1; step <= taken; step++)
        {
            ways = ways * (of - taken + step) / step;
        }

        return ways;
    }
}
