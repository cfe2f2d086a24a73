namespace Atom.OAuth.Package.Tests;

/// <summary>A folder outside the repository, so that the repository's settings do not affect builds in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("atom-oauth-").FullName;

    public string this[string relativePath] => System.IO.Path.Combine(Path, relativePath);

    public void Write(string relativePath, string text)
    {
        var file = this[relativePath];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public void Dispose() => TestFolder.Delete(Path);
}
