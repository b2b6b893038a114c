using System.Xml.Linq;
using Ledger.Host.CommandLine;
using Ledger.Host.Import.Profiles;
using Ledger.Host.Import.Sheets;

namespace Ledger.Host.Import.BankStatements;

/// <summary>Reads bank statements of ISO 20022, camt.053, forward and one payment at a time.</summary>
internal static class StatementFile
{
    private const string Message = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.";
    private const int FirstVersion = 2;
    private const int LastVersion = 8;

    /// <summary>Reads the payments. Where balances and entries differ the reading ends, so that it must be read once before anything of it is recorded.</summary>
    /// <exception cref="BadUsageException">It is no such file, or its entries do not come to its balances.</exception>
    public static IEnumerable<SheetRow> Rows(string name, Func<Stream> open, TextEncodingName encoding)
    {
        using var xml = new BoundedXml(name, TextEncoding.Open(open(), encoding));
        CheckVersion(name, xml);
        var (statements, before) = (0, 0L);
        while (xml.ReadToStart())
        {
            if (xml.Element != "Stmt")
            {
                continue;
            }

            var statement = new Statement(name, ++statements);
            foreach (var row in Rows(xml, statement, before))
            {
                yield return row;
            }

            statement.Check();
            before += statement.Count;
        }

        if (statements == 0)
        {
            throw new BadUsageException($"'{name}' cannot be read: it holds no statement (Stmt). Have it exported anew.");
        }
    }

    private static void CheckVersion(string name, BoundedXml xml)
    {
        if (!xml.ReadToStart() || !xml.Namespace.StartsWith(Message, StringComparison.Ordinal) || !int.TryParse(xml.Namespace.AsSpan(Message.Length), out var version) || version is < FirstVersion or > LastVersion)
        {
            throw new BadUsageException($"'{name}' is no bank statement that can be read: its first element must be of {Message}0{FirstVersion} to {Message}0{LastVersion}. Ask the bank for camt.053.");
        }
    }

    private static IEnumerable<SheetRow> Rows(BoundedXml xml, Statement statement, long before)
    {
        var depth = xml.Depth;
        var isMore = !xml.IsEnd && xml.Read();
        while (isMore && xml.Depth > depth)
        {
            if (xml.IsStart && xml.Element == "Ntry")
            {
                foreach (var row in Entry(xml, statement, before))
                {
                    yield return row;
                }

                isMore = xml.Read();
            }
            else if (xml.IsStart)
            {
                // Reading a part as a whole leaves the reader at the next one.
                statement.Take(xml.Whole());
            }
            else
            {
                isMore = xml.Read();
            }
        }
    }

    /// <summary>Reads an entry and leaves the reader at its end; its payments come after what it says of itself.</summary>
    private static IEnumerable<SheetRow> Entry(BoundedXml xml, Statement statement, long before)
    {
        var depth = xml.Depth;
        var parts = new Dictionary<string, XElement>(StringComparer.Ordinal);
        var isEmpty = xml.IsEnd;
        XElement? held = null;
        var index = 0;
        StatementEntry? entry = null;
        var isMore = !isEmpty && xml.Read();
        while (isMore && xml.Depth > depth)
        {
            if (!xml.IsStart || xml.Element == "NtryDtls")
            {
                isMore = xml.Read();
                continue;
            }

            var part = xml.Whole();
            if (part.Name.LocalName != "TxDtls")
            {
                parts.TryAdd(part.Name.LocalName, part);
                continue;
            }

            entry ??= EntryOf(parts, statement, before);
            if (held is not null)
            {
                yield return entry.RowOf(held, ++index);
            }

            held = part;
        }

        entry ??= EntryOf(parts, statement, before);
        yield return entry.RowOf(held, index == 0 ? 0 : index + 1);
    }

    private static StatementEntry EntryOf(Dictionary<string, XElement> parts, Statement statement, long before)
    {
        var number = before + statement.Count + 1;
        var entry = new StatementEntry(number, parts, statement.Account, $"{statement.Id}#{statement.Count + 1}");
        statement.Take(entry);
        return entry;
    }
}
