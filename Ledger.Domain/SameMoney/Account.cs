using System.Runtime.InteropServices;
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

    /// <summary>The place of the last account before one that the same party tells; below zero where there is none.</summary>
    internal static int BeforeByParty(IReadOnlyList<Account> accounts, int index)
    {
        var party = accounts[index].Fact.AssertedBy;
        var before = index - 1;
        while (before >= 0 && accounts[before].Fact.AssertedBy != party)
        {
            before--;
        }

        return before;
    }
}

/// <summary>All accounts of the same money: however many parties tell of it, it is one sum.</summary>
/// <remarks>
/// Per party the accounts add up; between parties the greatest sum counts and never the total of both. So a receipt for
/// 10,000 beside testimony of 105,000 reads [10,000; 105,000], and testimony alone reads [0; 105,000].
/// </remarks>
/// <param name="Accounts">The accounts, each better than grade X.</param>
public sealed record MoneyGroup(IReadOnlyList<Account> Accounts)
{
    /// <summary>So many accounts are summed without memory of their own: one sum is seldom told of by more.</summary>
    private const int FewAccounts = 16;

    /// <summary>Nothing that anybody tells of.</summary>
    internal static MoneyGroup None { get; } = new([]);

    /// <summary>The two ends of what was paid.</summary>
    public Reading Reading { get; } = Greatest(Accounts);

    /// <summary>The worker's own account; where she gives none the documented sum, and where nothing is documented the claimed one.</summary>
    public decimal WorkersAccount
    {
        get
        {
            var (own, isTold, isDocumented) = (0m, false, false);
            for (var index = 0; index < Accounts.Count; index++)
            {
                var account = Accounts[index];
                isDocumented |= account.Documented;
                if (account.Fact.AssertedBy == account.Fact.Worker)
                {
                    (own, isTold) = (own + account.Amount, true);
                }
            }

            return isTold ? own : isDocumented ? Reading.Documented : Reading.Claimed;
        }
    }

    /// <summary>The first day on which any of the accounts counts.</summary>
    internal LocalDate First
    {
        get
        {
            var first = Accounts[0].On;
            for (var index = 1; index < Accounts.Count; index++)
            {
                first = LocalDate.Min(first, Accounts[index].On);
            }

            return first;
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
        List<Account> all = [];
        foreach (var account in accounts)
        {
            if (account is not null)
            {
                all.Add(account);
            }
        }

        if (!all.Exists(account => account.Fact.SameAs is not null))
        {
            return Grouped(all, key);
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

        return Grouped(all, account => joined.Root(joined.Id(account.Fact.Id)));
    }

    /// <summary>The groups in the order in which they are first told of.</summary>
    private static MoneyGroup[] Grouped<TKey>(List<Account> all, Func<Account, TKey> key)
        where TKey : notnull
    {
        if (all is [var only])
        {
            return [new MoneyGroup([only])];
        }

        var numbers = new Dictionary<TKey, int>(all.Count);
        var (groupOf, sizes) = (new int[all.Count], new int[all.Count]);
        for (var index = 0; index < all.Count; index++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, key(all[index]), out var isKnown);
            number = isKnown ? number : numbers.Count - 1;
            groupOf[index] = number;
            sizes[number]++;
        }

        var accounts = new Account[numbers.Count][];
        for (var index = all.Count - 1; index >= 0; index--)
        {
            var group = accounts[groupOf[index]] ??= new Account[sizes[groupOf[index]]];
            group[--sizes[groupOf[index]]] = all[index];
        }

        return Array.ConvertAll(accounts, group => new MoneyGroup(group));
    }

    private static Reading Greatest(IReadOnlyList<Account> accounts)
    {
        // Most sums are told of by one account.
        if (accounts is [var only])
        {
            return Of(only);
        }

        // With each account stands what its party tells up to it.
        Span<Reading> sums = accounts.Count <= FewAccounts ? stackalloc Reading[FewAccounts] : new Reading[accounts.Count];
        var greatest = Reading.Zero;
        for (var index = 0; index < accounts.Count; index++)
        {
            var before = Account.BeforeByParty(accounts, index);
            var sum = sums[index] = (before < 0 ? Reading.Zero : sums[before]) + Of(accounts[index]);
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
