using Ledger.Domain.Wages;

namespace Ledger.Domain.Debt;

/// <summary>What a worker's loans came to before her first pay round and at the end of each, reckoned once for all that go from round to round.</summary>
/// <param name="rounds">The pay rounds in order of date, each beginning where the one before ended.</param>
public sealed class RoundEnds(IReadOnlyList<PayRound> rounds)
{
    private readonly Dictionary<LoanCourse, End?[]> _ends = [];

    /// <summary>The pay rounds.</summary>
    public IReadOnlyList<PayRound> Rounds => rounds;

    /// <summary>The balance of a loan on one side when a round began.</summary>
    /// <exception cref="OverflowException">The terms let it grow beyond what a decimal can hold.</exception>
    internal ref readonly LoanBalance Before(LoanCourse course, int round)
    {
        ref var end = ref Of(course)[round];
        return ref (end ??= new End(course.At(rounds[round].After))).Balance;
    }

    /// <summary>The balance of a loan on one side when a round ended.</summary>
    /// <exception cref="OverflowException">The terms let it grow beyond what a decimal can hold.</exception>
    internal ref readonly LoanBalance After(LoanCourse course, int round)
    {
        ref var end = ref Of(course)[round + 1];
        return ref (end ??= new End(course.At(rounds[round].On))).Balance;
    }

    private End?[] Of(LoanCourse course) => _ends.TryGetValue(course, out var ends) ? ends : _ends[course] = new End?[rounds.Count + 1];

    private sealed class End(LoanBalance balance)
    {
        public readonly LoanBalance Balance = balance;
    }
}
