using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ledger.Host.CommandLine;
using Ledger.Host.Import.Profiles;
using Ledger.Host.Import.WageProtection;

namespace Ledger.Host.Import.Suggesting;

/// <summary>A profile drafted of a file, to be looked through by who knows the file.</summary>
/// <param name="Profile">The profile; texts to be filled in are empty.</param>
/// <param name="Remarks">What is missing or uncertain, in sentences.</param>
internal sealed record ProfileDraft(ImportProfile Profile, IReadOnlyList<string> Remarks)
{
    private static readonly JsonSerializerOptions Short = new(LoadedProfile.Json) { TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatSaysNothing } } };

    /// <summary>The profile as a file has it; what would say nothing is left out.</summary>
    public string Json => JsonSerializer.Serialize(Profile, Short) + "\n";

    /// <summary>Drafts a profile.</summary>
    /// <exception cref="BadUsageException">The file cannot be read, or holds facts already.</exception>
    public static ProfileDraft Of(string path)
    {
        var head = new byte[FileKinds.HeadBytes];
        using (var file = File.OpenRead(path))
        {
            head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }

        if (head is [(byte)'P', (byte)'K', ..])
        {
            return SheetDraft.Of(path, SampledTable.OfWorkbook(path));
        }

        var start = FileKinds.Start(head);
        return FileKinds.Said(path, start, null) switch
        {
            FileKind.BankStatement => OfStatement(path),
            FileKind.WageProtection => OfWageProtection(path),
            _ when start is ['{', ..] || start.Split('\n')[0].Split(',').Contains("fact") => throw new BadUsageException($"'{path}' holds facts: import it without a profile."),
            _ => SheetDraft.Of(path, SampledTable.OfText(path)),
        };
    }

    /// <summary>What ids of a file's facts begin with, by its name.</summary>
    public static string PrefixOf(string path) =>
        string.Join('-', Path.GetFileNameWithoutExtension(path).ToLowerInvariant().Split([.. Path.GetFileNameWithoutExtension(path).ToLowerInvariant().Where(letter => !char.IsAsciiLetter(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } words
            ? words[..Math.Min(words.Length, 40)]
            : "sheet";

    /// <summary>A field that is the same for every fact.</summary>
    public static FieldSource Value(string value) => new() { Value = value };

    private static ProfileDraft OfStatement(string path) => new(
        new ImportProfile
        {
            Reads = FileSort.BankStatement,
            Id = new IdSource { Prefix = PrefixOf(path) },
            Workers = [new WorkerSource { Column = "remittance", Match = @"\b(?<value>W-[0-9]+)\b" }, new WorkerSource { Column = "counterpartyAccount", Mapping = "accounts.csv" }],
            Every = new Dictionary<string, FieldSource> { ["effectiveOn"] = new() { Column = "bookedOn" }, ["assertedBy"] = Value(""), ["assertedAs"] = Value("bank"), ["evidence.grade"] = Value("B"), ["evidence.kind"] = Value("bank-statement") },
            Facts =
            [
                new FactTemplate
                {
                    Name = "wage",
                    Fact = "wage-paid",
                    When = [new RowCondition { Column = "direction", Is = ["debit"] }, new RowCondition { Column = "remittance", Matches = "salar|wage|payroll" }],
                    Fields = new Dictionary<string, FieldSource>
                    {
                        ["period.from"] = new() { Column = "bookedOn", Take = DayTaken.MonthStart },
                        ["period.to"] = new() { Column = "bookedOn", Take = DayTaken.MonthEnd },
                        ["gross.amount"] = new() { Column = "amount" },
                        ["gross.currency"] = new() { Column = "currency" },
                        ["net.amount"] = new() { Column = "amount" },
                        ["net.currency"] = new() { Column = "currency" },
                        ["method"] = Value("bank"),
                    },
                },
            ],
        },
        [
            "Fill in: every.assertedBy.value, the id of the bank.",
            "Make: accounts.csv beside the profile, with the columns sha256 and worker (the SHA-256 of each account in capital letters without spaces); or take that way out of 'workers'.",
            "Uncertain: workers, a worker's pseudonym is looked for in the remittance information as W-1234.",
            "Uncertain: facts, debits that speak of salary, wage or payroll are taken for wages of the month they were booked in; the bank knows no gross, so it is said to be the net.",
        ]);

    private static ProfileDraft OfWageProtection(string path) => new(
        new ImportProfile
        {
            Reads = FileSort.WageProtection,
            Id = new IdSource { Prefix = PrefixOf(path) is var prefix && prefix == "sheet" ? "wps" : prefix },
            Workers = [new WorkerSource { Column = "employee", KeyFile = "workers.key" }],
            Every = new Dictionary<string, FieldSource> { ["assertedBy"] = Value(""), ["assertedAs"] = Value("employer"), ["evidence.grade"] = Value("C"), ["evidence.kind"] = Value("wage-protection-file") },
            Facts = [SalaryRecord.Wage],
        },
        [
            "Fill in: every.assertedBy.value, the id of the employer.",
            $"Make: workers.key beside the profile, 16 bytes or more drawn by chance and kept secret, such as by: openssl rand -hex 32 > workers.key",
            "Uncertain: the file is the employer's order to pay; where the bank confirmed it, say \"assertedAs\": \"bank\".",
        ]);

    private static void LeaveOutWhatSaysNothing(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.Name != "reads" && property.Name != "to" && property.Name != "halves"))
        {
            var usual = property.PropertyType.IsValueType && Nullable.GetUnderlyingType(property.PropertyType) is null ? Activator.CreateInstance(property.PropertyType) : null;
            property.ShouldSerialize = (_, value) => value switch
            {
                null => false,
                string text => !(property.Name == "prefix" && text.Length == 0) && !(property.Name == "decimal" && text == "."),
                NumberFormat format => format is not { Decimal: ".", Grouping: null, Marks.Count: 0, Rounding: null },
                ICollection list => list.Count > 0,
                _ => !value.Equals(usual),
            };
        }
    }
}
