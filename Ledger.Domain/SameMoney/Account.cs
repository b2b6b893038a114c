using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.SameMoney;

/// <summary>One party's word about a sum on a day, already in the currency of its context.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="On">The day it counts from.</param>
/// <param name="Amount">The sum; never negative.</param>
/// <param name="Documented">Whether it is graded A, B or C, or said against the speaker's own interest.</param>
public sealed record Account(Fact Fact, LocalDate On, decimal Amount, bool Documented)
{
    /// <summary>Makes an account of a fact; null where the fact is coached or contradicted and so counts for nothing.</summary>
    public static Account? Of(Fact fact, decimal amount, IReadOnlySet<string>? lenders = null) =>
        fact.Grade == Grade.X
            ? null
            : new Account(fact, fact.EffectiveOn, amount, fact.Grade <= Grade.C || AgainstInterest.Admits(fact, lenders));
}

/// <summary>All accounts of the same money: however many parties tell of it, it is one sum.</summary>
/// <remarks>
/// Per party the accounts add up; between parties the greatest sum counts and never the total of both. So a receipt for
/// 10,000 beside testimony of 105,000 reads [10,000; 105,000], and testimony alone reads [0; 105,000].
/// </remarks>
/// <param name="Accounts">The accounts, each better than grade X.</param>
public sealed record MoneyGroup(IReadOnlyList<Account> Accounts)
{
    /// <summary>The two ends of what was paid.</summary>
    public Reading Reading { get; } = Greatest(Accounts);

    /// <summary>The worker's own account; where she gives none the documented sum, and where nothing is documented the claimed one.</summary>
    public decimal WorkersAccount
    {
        get
        {
            var own = Accounts.Where(account => account.Fact.AssertedBy == account.Fact.Worker);
            return own.Any() ? own.Sum(account => account.Amount)
                : Accounts.Any(account => account.Documented) ? Reading.Documented
                : Reading.Claimed;
        }
    }

    /// <summary>The facts behind the accounts.</summary>
    public IEnumerable<Fact> Facts => Accounts.Select(account => account.Fact);

    /// <summary>Sorts accounts into groups of the same money.</summary>
    /// <param name="accounts">The accounts; null stands for one that counts for nothing.</param>
    /// <param name="key">What accounts of the same money have in common; accounts that share sameAs are joined besides.</param>
    public static IReadOnlyList<MoneyGroup> Sort<TKey>(IEnumerable<Account?> accounts, Func<Account, TKey> key)
        where TKey : notnull
    {
        var all = accounts.OfType<Account>().ToList();
        if (!all.Exists(account => account.Fact.SameAs is not null))
        {
            return [.. all.GroupBy(key).Select(group => new MoneyGroup([.. group]))];
        }

        var joined = new Joined<TKey>();
        foreach (var account in all)
        {
            var id = joined.Id(account.Fact.Id);
            joined.Join(joined.Key(key(account)), id);
            if (account.Fact.SameAs is { } other)
            {
                joined.Join(id, joined.Id(other));
            }
        }

        return [.. all.GroupBy(account => joined.Root(joined.Id(account.Fact.Id))).Select(group => new MoneyGroup([.. group]))];
    }

    private static Reading Greatest(IReadOnlyList<Account> accounts)
    {
        // Most sums are told of by one account.
        if (accounts is [var only])
        {
            return Of(only);
        }

        var sums = new Dictionary<string, Reading>(StringComparer.Ordinal);
        var greatest = Reading.Zero;
        foreach (var account in accounts)
        {
            var sum = sums[account.Fact.AssertedBy] = sums.GetValueOrDefault(account.Fact.AssertedBy) + Of(account);
            greatest = new Reading(Math.Max(greatest.Documented, sum.Documented), Math.Max(greatest.Claimed, sum.Claimed));
        }

        return greatest;

        static Reading Of(Account account) => new(account.Documented ? account.Amount : 0, account.Amount);
    }

    /// <summary>Disjoint sets of ids and keys, each numbered when it is first named.</summary>
    private sealed class Joined<TKey>
        where TKey : notnull
    {
        private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
        private readonly Dictionary<TKey, int> _keys = [];
        private readonly List<int> _parents = [];

        public int Id(string id) => Numbered(_ids, id);

        public int Key(TKey key) => Numbered(_keys, key);

        public void Join(int one, int other) => _parents[Root(one)] = Root(other);

        public int Root(int number)
        {
            var root = number;
            while (_parents[root] != root)
            {
                root = _parents[root];
            }

            return _parents[number] = root;
        }

        private int Numbered<TName>(Dictionary<TName, int> names, TName name)
            where TName : notnull
        {
            if (!names.TryGetValue(name, out var number))
            {
                names[name] = number = _parents.Count;
                _parents.Add(number);
            }

            return number;
        }
    }
}
