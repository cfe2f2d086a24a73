using System.Diagnostics;
using System.Text.Json;

namespace Atom.OAuth.Fuzz.Targets;

/// <summary>The URL parser of Node.js, which is that of the WHATWG: a line of paths in, a line with the first wrong one out.</summary>
internal sealed class NodeUrls : IDisposable
{
    // What the browser would show in its address bar is parsed once more: an application may send location.pathname out again.
    private const string Script = """
        const base = 'https://app.example';
        const stays = p => { const u = new URL(p, base); return u.origin === base && !u.pathname.startsWith('//') && !u.pathname.startsWith('/\\') && !u.username ? u : null; };
        const good = p => { try { const u = stays(p); return u !== null && stays(u.pathname + u.search + u.hash) !== null && !/(^|\/)\.\.?(\/|$)/.test(u.pathname); } catch { return false; } };
        require('readline').createInterface({ input: process.stdin, crlfDelay: Infinity })
          .on('line', line => console.log(JSON.stringify(JSON.parse(line).find(p => !good(p)) ?? null)));
        """;

    private Process? _node;

    /// <summary>Gives the first path that a browser would leave the application with, or that it could not parse.</summary>
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
