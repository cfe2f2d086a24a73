using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Atom.OAuth.Package.Tests;

/// <summary>Building the packages again elsewhere produces the same files. The fixture packs like a developer, without the variable CI.</summary>
[Collection(PackageCollection.Name)]
public sealed class ReproducibleTests(PackageFixture packages)
{
    [Fact]
    public async Task PackageBuiltAgain_InAnotherFolder_IsTheSameByteForByte()
    {
        using TemporaryFolder again = new();

        await packages.PackAsync(["src/Atom.OAuth.Package"], again["feed"], again["build"]);

        var rebuilt = Path.Combine(again["feed"], Path.GetFileName(packages.AnalyzersPackage));
        Assert.Equal(Entries(packages.AnalyzersPackage), Entries(rebuilt));
        Assert.Equal(File.ReadAllBytes(packages.AnalyzersPackage), File.ReadAllBytes(rebuilt));
    }

    /// <summary>Gets the name, size and checksum of each entry, so that a failure shows which entry differs.</summary>
    private static List<string> Entries(string path)
    {
        using var package = ZipFile.OpenRead(path);
        return [.. package.Entries.Select(entry => $"{entry.FullName} {entry.Length} {entry.Crc32:x8} {entry.LastWriteTime:s}")];
    }

    [Theory]
    [MemberData(nameof(ReadmeTests.Packages), MemberType = typeof(ReadmeTests))]
    public void Symbols_NameNoFolderOfTheMachine(string id)
    {
        string[] files = [packages.PathOf(id), .. new[] { packages.PathOf(id, "snupkg") }.Where(File.Exists)];

        List<string> sources = [.. files.SelectMany(Sources)];

        Assert.NotEmpty(sources);
        Assert.DoesNotContain(sources, source => !source.StartsWith("/_/", StringComparison.Ordinal));
    }

    /// <summary>Gets the source files in the symbols of our own assemblies.</summary>
    private static List<string> Sources(string path)
    {
        List<string> sources = [];
        using var package = ZipFile.OpenRead(path);
        foreach (var entry in package.Entries)
        {
            using MemoryStream content = new();
            using (var stream = entry.Open())
            {
                stream.CopyTo(content);
            }

            content.Position = 0;
            if (entry.Name.EndsWith(".pdb", StringComparison.Ordinal))
            {
                using var symbols = MetadataReaderProvider.FromPortablePdbStream(content);
                sources.AddRange(Documents(symbols));
            }
            else if (entry.Name.EndsWith(".dll", StringComparison.Ordinal) && entry.Name.StartsWith("atom", StringComparison.OrdinalIgnoreCase))
            {
                using PEReader image = new(content);
                foreach (var debug in image.ReadDebugDirectory())
                {
                    if (debug.Type == DebugDirectoryEntryType.EmbeddedPortablePdb)
                    {
                        using var symbols = image.ReadEmbeddedPortablePdbDebugDirectoryData(debug);
                        sources.AddRange(Documents(symbols));
                    }
                    else if (debug.Type == DebugDirectoryEntryType.CodeView)
                    {
                        // The path of the symbol file: a file name, or a path below the mapped root.
                        var pdb = image.ReadCodeViewDebugDirectoryData(debug).Path;
                        sources.Add(Path.GetFileName(pdb) == pdb ? "/_/" + pdb : pdb);
                    }
                }
            }
        }

        return sources;
    }

    private static List<string> Documents(MetadataReaderProvider symbols)
    {
        var reader = symbols.GetMetadataReader();
        return [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];
    }
}
