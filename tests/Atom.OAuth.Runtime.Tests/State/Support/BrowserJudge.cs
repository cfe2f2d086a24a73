using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Atom.OAuth.Tests.State.Support;

/// <summary>Resolves paths as a browser does, using Node's implementation of the WHATWG URL standard.</summary>
internal static class BrowserJudge
{
    // A path that starts with two slashes becomes a host if the application redirects the browser to location.pathname.
    private const string Script = """
        const verdicts = [];
        for (const line of require('fs').readFileSync(0, 'utf8').split('\n')) {
          if (line === '') continue;
          let stays = false;
          try {
            const url = new URL(JSON.parse(line), 'https://app.example');
            const again = new URL(url.pathname, url);
            stays = url.origin === 'https://app.example' && again.origin === url.origin && again.pathname === url.pathname && !url.pathname.startsWith('//');
          } catch { }
          verdicts.push(stays ? '1' : '0');
        }
        process.stdout.write(verdicts.join(''));
        """;

    public static bool[] StaysOnOrigin(IReadOnlyCollection<string> paths)
    {
        ProcessStartInfo start = new("node") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add("-e");
        start.ArgumentList.Add(Script);
        using var node = Start(start);
        var answer = node.StandardOutput.ReadToEndAsync();
        foreach (var path in paths)
        {
            node.StandardInput.Write(Quote(path) + "\n");
        }

        node.StandardInput.Close();
        node.WaitForExit();
        bool[] verdicts = [.. answer.GetAwaiter().GetResult().Select(c => c == '1')];
        return verdicts.Length == paths.Count
            ? verdicts
            : throw new InvalidOperationException($"{paths.Count} paths, but {verdicts.Length} verdicts.");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("This test needs Node.js, and there is none: apt-get install nodejs", exception);
        }
    }

    /// <summary>Escapes every UTF-16 code unit, including lone surrogates, as JSON.</summary>
    private static string Quote(string text)
    {
        StringBuilder json = new("\"");
        foreach (var c in text)
        {
            json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        return json.Append('"').ToString();
    }
}
