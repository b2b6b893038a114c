using System.Text;
using Ledger.Domain.Facts;
using Ledger.Host.CommandLine;
using Ledger.Host.Import.Profiles;
using Ledger.Host.Pages.Layout;

namespace Ledger.Host.Import.Uploads;

/// <summary>What a form of the import page holds: the file, a profile that lies here or one of the sender's own, and who sends it.</summary>
internal static class UploadedForm
{
    /// <summary>The largest file in bytes; larger ones are packed, split, or imported by the command line.</summary>
    public const long LargestFile = 64 << 20;

    /// <summary>The largest form in bytes: the file, and the profile with what it names.</summary>
    public const long LargestForm = LargestFile + (8 << 20);

    /// <summary>The most files that a profile may name.</summary>
    public const int MostBeside = 8;

    private const int LongestName = 120;

    /// <summary>The profiles that come with the ledger, by name; those of its samples, to try and to begin from.</summary>
    public static IReadOnlyDictionary<string, string> Shipped { get; } = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples", "sheets"), "*.json")
        .Order(StringComparer.Ordinal).ToDictionary(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal);

    /// <summary>Keeps a form's files in a folder of their own, and reads the profile.</summary>
    /// <exception cref="BadUsageException">A field is missing or wrong; nothing of it is kept then.</exception>
    public static async Task<(Upload Upload, LoadedProfile? Profile)> KeepAsync(IFormCollection form, CancellationToken cancellation)
    {
        var file = form.Files["file"] is { Length: > 0 } given ? given : throw new BadUsageException("file: choose a file that is not empty, of facts, or of rows that a profile explains.");
        var own = form.Files["ownProfile"] is { Length: > 0 } sent ? sent : null;
        var shipped = FormField.Text(form["profile"]);
        if (own is null && shipped is not null && !Shipped.ContainsKey(shipped))
        {
            throw new BadUsageException($"profile: there is no profile '{shipped}' here: choose one of the list, or send one of your own.");
        }

        var by = FormField.Text(form["by"]);
        if (by?.EnumerateRunes().Count() > Fact.LongestId)
        {
            throw new BadUsageException($"by: give {Fact.LongestId} characters or fewer.");
        }

        var upload = UploadShelf.New(Name(file.FileName), own is null ? shipped : Name(own.FileName), by, form.ContainsKey("dryRun"));
        try
        {
            await SaveAsync(file, Path.Combine(upload.Folder, upload.File), cancellation);
            var profile = own is not null ? await OwnAsync(upload, own, form.Files.GetFiles("beside"), cancellation) : shipped is null ? null : LoadedProfile.Read(Shipped[shipped]);
            return (upload, profile);
        }
        catch (BadUsageException failure)
        {
            UploadShelf.Discard(upload);
            throw new BadUsageException(upload.Plain(failure.Message));
        }
        catch
        {
            UploadShelf.Discard(upload);
            throw;
        }
    }

    /// <summary>A name as it was sent, made fit to be a file's: without folders and control characters, and cut from the front to a bound.</summary>
    internal static string Name(string given)
    {
        var name = string.Concat(given.Split('/', '\\')[^1].Where(letter => !char.IsControl(letter))).Trim();
        while (Encoding.UTF8.GetByteCount(name) > LongestName)
        {
            name = name[(char.IsHighSurrogate(name[0]) ? 2 : 1)..];
        }

        return name.Trim('.').Length == 0 ? "unnamed" : name;
    }

    private static async Task<LoadedProfile> OwnAsync(Upload upload, IFormFile own, IReadOnlyList<IFormFile> beside, CancellationToken cancellation)
    {
        if (beside.Count > MostBeside)
        {
            throw new BadUsageException($"beside: {MostBeside} files are the most that a profile may name here.");
        }

        // In a folder of its own no file of the profile can take the place of the one to be imported.
        var folder = Directory.CreateDirectory(Path.Combine(upload.Folder, upload.File + ".profile")).FullName;
        foreach (var file in beside.Where(file => file.Length > 0))
        {
            await SaveAsync(file, Path.Combine(folder, Name(file.FileName)), cancellation);
        }

        var path = Path.Combine(folder, Name(own.FileName));
        await SaveAsync(own, path, cancellation);
        return LoadedProfile.Read(path, staysInFolder: true);
    }

    private static async Task SaveAsync(IFormFile file, string path, CancellationToken cancellation)
    {
        await using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
        await file.CopyToAsync(stream, cancellation);
    }
}
