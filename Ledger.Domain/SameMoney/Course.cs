using Ledger.Domain.Record;
using NodaTime;

namespace Ledger.Domain.SameMoney;

/// <summary>One step of a sum that grows with time.</summary>
/// <param name="On">The day.</param>
/// <param name="Amount">By how much the sum grows on that day; above zero.</param>
public sealed record Step(LocalDate On, decimal Amount);

/// <summary>How one sum grew, where several parties tell of it with dates of their own.</summary>
/// <remarks>
/// On every day the greatest of the parties' sums up to that day counts. So the course up to a day depends on nothing later,
/// two parties' accounts never add up, and one more account can only raise it.
/// </remarks>
public static class Course
{
    /// <summary>By how much a sum grew after one day up to another.</summary>
    /// <param name="steps">The steps in order of date.</param>
    /// <param name="after">The day before the first that counts.</param>
    /// <param name="until">The last day that counts.</param>
    public static decimal Between(IReadOnlyList<Step> steps, LocalDate after, LocalDate until)
    {
        var sum = 0m;
        for (var next = Dated.UpTo(steps, after, step => step.On); next < steps.Count && steps[next].On <= until; next++)
        {
            sum += steps[next].Amount;
        }

        return sum;
    }

    /// <summary>The steps of the greatest running sum over parties, in order of date.</summary>
    /// <param name="accounts">Accounts of the same money.</param>
    public static IReadOnlyList<Step> Of(IEnumerable<Account> accounts)
    {
        Account[] inOrder = [.. accounts.OrderBy(account => account.On)];
        if (inOrder.Length < 2)
        {
            return [.. inOrder.Where(account => account.Amount > 0).Select(account => new Step(account.On, account.Amount))];
        }

        var sums = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var (before, greatest) = (0m, 0m);
        List<Step> steps = [];
        foreach (var account in inOrder)
        {
            var sum = sums[account.Fact.AssertedBy] = sums.GetValueOrDefault(account.Fact.AssertedBy) + account.Amount;
            if (sum <= greatest)
            {
                continue;
            }

            // What accounts of one day add is one step.
            if (steps is [.., var last] && last.On == account.On)
            {
                steps[^1] = new Step(account.On, sum - before);
            }
            else
            {
                steps.Add(new Step(account.On, sum - greatest));
                before = greatest;
            }

            greatest = sum;
        }

        return steps;
    }
}
