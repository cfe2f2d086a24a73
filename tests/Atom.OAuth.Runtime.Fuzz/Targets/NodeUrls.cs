using System.Diagnostics;
using System.Text.Json;

namespace Atom.OAuth.Fuzz.Targets;

/// <summary>The URL parser of Node.js, which implements the WHATWG standard: takes paths, and returns the first wrong one.</summary>
internal sealed class NodeUrls : IDisposable
{
    // Also parses the path in the browser's address bar, because an application may use location.pathname again.
    private const string Script = """
        const base = 'https://app.example';
        const stays = p => { const u = new URL(p, base); return u.origin === base && !u.pathname.startsWith('//') && !u.pathname.startsWith('/\\') && !u.username ? u : null; };
        const good = p => { try { const u = stays(p); return u !== null && stays(u.pathname + u.search + u.hash) !== null && !/(^|\/)\.\.?(\/|$)/.test(u.pathname); } catch { return false; } };
        require('readline').createInterface({ input: process.stdin, crlfDelay: Infinity })
          .on('line', line => console.log(JSON.stringify(JSON.parse(line).find(p => !good(p)) ?? null)));
        """;

    private Process? _node;

    /// <summary>Returns the first path that would take a browser out of the application, or that the browser could not parse.</summary>
    public string? FirstThatLeaves(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
        {
            return null;
        }

        _node ??= Start();
        _node.StandardInput.WriteLine(JsonSerializer.Serialize(paths));
        _node.StandardInput.Flush();
        var line = _node.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Node.js ended.");
        return JsonSerializer.Deserialize<string?>(line);
    }

    public void Dispose()
    {
        if (_node is not null)
        {
            _node.StandardInput.Close();
            _node.WaitForExit();
            _node.Dispose();
        }
    }

    private static Process Start()
        => Process.Start(new ProcessStartInfo("node", ["-e", Script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })
            ?? throw new InvalidOperationException("Node.js did not start.");
}
