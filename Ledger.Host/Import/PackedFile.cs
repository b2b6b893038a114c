using System.IO.Compression;
using Ledger.Host.CommandLine;
using Ledger.Host.Import.Profiles;
using Ledger.Host.Import.Sheets;

namespace Ledger.Host.Import;

/// <summary>A file as it lies there: plain, one that gzip made, a workbook, or the files inside a ZIP; told apart by their first bytes.</summary>
/// <remarks>What is packed is unpacked as it is read. How much may come of it is bounded, so that a small file cannot keep the ledger busy for ever.</remarks>
internal static class PackedFile
{
    /// <summary>How many bytes may come of one: facts pack to a tenth, and the most repetitive to a hundredth.</summary>
    public const int MostRatio = 200;

    /// <summary>What may come of a file however small it is.</summary>
    public const long SmallUnpacked = 64 << 20;

    /// <summary>The most files that are read of one ZIP.</summary>
    public const int MostMembers = 1_000;

    /// <summary>Names the parts of a file that are read: of a ZIP its members of known endings in alphabetical order, of a workbook its sheets.</summary>
    /// <exception cref="BadUsageException">It is no ZIP that can be read, or holds nothing to read, or too much, or needs a profile.</exception>
    public static IReadOnlyList<Member> MembersOf(string path, LoadedProfile? profile)
    {
        var head = HeadOf(() => File.OpenRead(path));
        return head switch
        {
            [0x1F, 0x8B, ..] => Unpacked(path, Gzip(path), profile),
            [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] when !IsWorkbook(path) => InZip(path, profile),
            _ => Unpacked(path, () => File.OpenRead(path), profile),
        };
    }

    /// <summary>The parts of what is no longer packed.</summary>
    private static IReadOnlyList<Member> Unpacked(string name, Func<Stream> open, LoadedProfile? profile)
    {
        var head = HeadOf(open);
        if (head is not [(byte)'P', (byte)'K', ..])
        {
            return [new Member(name, FileKinds.Of(name, head, profile), open)];
        }

        FileKinds.Fitting(name, FileKind.Workbook, profile);
        using var workbook = Workbook.Open(name, open());
        return [.. workbook.Chosen(profile!.Profile).Select(sheet => new Member($"{name}/{sheet}", FileKind.Workbook, open, sheet))];
    }

    private static byte[] HeadOf(Func<Stream> open)
    {
        using var stream = open();
        var head = new byte[FileKinds.HeadBytes];
        return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    /// <summary>Whether a ZIP is a document of an office program, and no folder of files.</summary>
    private static bool IsWorkbook(string path)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            return archive.GetEntry("[Content_Types].xml") is not null;
        }
        catch (InvalidDataException cause)
        {
            throw UnpackingStream.Unreadable(path, cause);
        }
    }

    private static IReadOnlyList<Member> InZip(string path, LoadedProfile? profile)
    {
        var endings = FileKinds.Endings(profile);
        try
        {
            using var archive = ZipFile.OpenRead(path);
            var names = archive.Entries.Select(entry => entry.FullName)
                .Where(name => endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))).Order(StringComparer.Ordinal).ToList();
            if (names.Count is 0 or > MostMembers || names.Distinct(StringComparer.Ordinal).Count() < names.Count)
            {
                throw new BadUsageException(names.Count switch
                {
                    0 => $"'{path}' holds no file that ends in {string.Join(" or ", endings)}: pack the files themselves.",
                    > MostMembers => $"'{path}' holds {names.Count} files to read: {MostMembers} are the most, so split it.",
                    _ => $"'{path}' holds two files of the same name: pack it anew.",
                });
            }

            // What comes of its members counts together: members may share the same packed bytes.
            var allowance = new UnpackedBytes(path, new FileInfo(path).Length);
            return [.. names.SelectMany(name => Unpacked($"{path}/{name}", Zipped(path, name, allowance.OfMember()), profile))];
        }
        catch (InvalidDataException cause)
        {
            throw UnpackingStream.Unreadable(path, cause);
        }
    }

    private static Func<Stream> Gzip(string path)
    {
        var allowance = new UnpackedBytes(path, new FileInfo(path).Length).OfMember();
        return () => new UnpackingStream(path, new GZipStream(File.OpenRead(path), CompressionMode.Decompress), allowance, alsoEnds: null);
    }

    private static Func<Stream> Zipped(string path, string name, UnpackedBytes.Member allowance) => () =>
    {
        var archive = ZipFile.OpenRead(path);
        try
        {
            return new UnpackingStream(path, archive.GetEntry(name)!.Open(), allowance, archive);
        }
        catch (InvalidDataException cause)
        {
            archive.Dispose();
            throw UnpackingStream.Unreadable(path, cause);
        }
    };

    /// <summary>A part of a file that is read by itself.</summary>
    /// <param name="Name">The file, and the name inside it where it is a ZIP or a workbook.</param>
    /// <param name="Kind">What it is.</param>
    /// <param name="Open">Opens it, from its start each time; of a workbook the whole of it.</param>
    /// <param name="Sheet">The sheet of a workbook.</param>
    internal sealed record Member(string Name, FileKind Kind, Func<Stream> Open, string? Sheet = null);
}
