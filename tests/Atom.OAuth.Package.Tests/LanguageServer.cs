using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Atom.OAuth.Package.Tests;

/// <summary>Communicates with a language server over its standard streams, as an editor does (LSP 3.17, pull diagnostics).</summary>
internal sealed class LanguageServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly JsonNode _settings;
    private readonly CancellationTokenSource _giveUp = new(Patience);
    private readonly StringBuilder _said = new();
    private int _lastId;

    private LanguageServer(Process process, JsonNode settings) => (_process, _settings) = (process, settings);

    /// <summary>Starts the server for a folder and waits until it responds.</summary>
    /// <param name="program">The path of the server.</param>
    /// <param name="folder">The workspace.</param>
    /// <param name="settings">The settings that the server gets for each section that it requests.</param>
    public static async Task<LanguageServer> StartAsync(string program, string folder, JsonNode settings)
    {
        ProcessStartInfo start = new(program)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Dotnet.RemoveWhatLeaks(start);
        LanguageServer server = new(Process.Start(start)!, settings);
        server._process.ErrorDataReceived += (_, line) => server.Note(line.Data);
        server._process.BeginErrorReadLine();

        var root = new Uri(folder).AbsoluteUri;
        await server.RequestAsync("initialize", new JsonObject
        {
            ["processId"] = Environment.ProcessId,
            ["rootUri"] = root,
            ["workspaceFolders"] = new JsonArray(new JsonObject { ["uri"] = root, ["name"] = "workspace" }),
            ["capabilities"] = new JsonObject
            {
                ["workspace"] = new JsonObject { ["configuration"] = true, ["workspaceFolders"] = true },
                ["textDocument"] = new JsonObject { ["diagnostic"] = new JsonObject { ["dynamicRegistration"] = true } },
            },
        });
        await server.NotifyAsync("initialized", new JsonObject());
        return server;
    }

    public Task OpenAsync(string uri, string text) => NotifyAsync("textDocument/didOpen", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = uri, ["languageId"] = "csharp", ["version"] = 1, ["text"] = text },
    });

    public Task ChangeAsync(string uri, int version, string text) => NotifyAsync("textDocument/didChange", new JsonObject
    {
        ["textDocument"] = new JsonObject { ["uri"] = uri, ["version"] = version },
        ["contentChanges"] = new JsonArray(new JsonObject { ["text"] = text }),
    });

    /// <summary>
    /// Requests a document's diagnostics until they are as expected, because a server also answers before it has loaded everything.
    /// </summary>
    public async Task<IReadOnlyList<JsonNode>> DiagnosticsAsync(string uri, Func<IReadOnlyList<JsonNode>, bool> isExpected)
    {
        while (true)
        {
            var answer = await AskAsync("textDocument/diagnostic", new JsonObject { ["textDocument"] = new JsonObject { ["uri"] = uri } });
            IReadOnlyList<JsonNode> items = [.. (answer["result"]?["items"] as JsonArray ?? []).OfType<JsonNode>()];
            if (isExpected(items))
            {
                return items;
            }

            // An error is a valid answer of a server that is still loading, or whose document has just changed (LSP: ServerCancelled,
            // ContentModified).
            Note(answer["error"]?.ToJsonString() ?? $"{items.Count} diagnostics: {string.Join(", ", items.Select(item => item["code"]))}");
            await Task.Delay(TimeSpan.FromMilliseconds(500), _giveUp.Token).ContinueWith(_ => ThrowIfGivenUp(), TaskScheduler.Default);
        }
    }

    private async Task<JsonNode?> RequestAsync(string method, JsonNode parameters)
    {
        var answer = await AskAsync(method, parameters);
        return answer["error"] is { } error ? throw new InvalidOperationException($"{method}: {error.ToJsonString()}\n{Said}") : answer["result"];
    }

    /// <summary>Sends a request and returns the response, with its result or its error.</summary>
    private async Task<JsonNode> AskAsync(string method, JsonNode parameters)
    {
        var id = ++_lastId;
        await SendAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters });
        while (true)
        {
            var message = await ReceiveAsync();
            if (message["method"]?.GetValue<string>() is { } asked)
            {
                await AnswerAsync(asked, message);
            }
            else if (message["id"]?.GetValue<int>() == id)
            {
                return message;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _giveUp.Dispose();
    }

    /// <summary>Answers the server's requests: returns the settings, and consents to everything else.</summary>
    private async Task AnswerAsync(string method, JsonNode message)
    {
        if (message["id"] is not { } id)
        {
            return;
        }

        JsonNode? result = method == "workspace/configuration"
            ? new JsonArray([.. message["params"]!["items"]!.AsArray().Select(_ => _settings.DeepClone())])
            : null;
        await SendAsync(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id.DeepClone(), ["result"] = result });
    }

    private Task NotifyAsync(string method, JsonNode parameters) =>
        SendAsync(new JsonObject { ["jsonrpc"] = "2.0", ["method"] = method, ["params"] = parameters });

    private async Task SendAsync(JsonNode message)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message);
        var stream = _process.StandardInput.BaseStream;
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n"), _giveUp.Token);
        await stream.WriteAsync(body, _giveUp.Token);
        await stream.FlushAsync(_giveUp.Token);
    }

    private async Task<JsonNode> ReceiveAsync()
    {
        try
        {
            var length = 0;
            for (var line = await ReadLineAsync(); line.Length > 0; line = await ReadLineAsync())
            {
                length = line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)
                    ? int.Parse(line[15..], CultureInfo.InvariantCulture)
                    : length;
            }

            var body = new byte[length];
            await _process.StandardOutput.BaseStream.ReadExactlyAsync(body, _giveUp.Token);
            return JsonNode.Parse(body)!;
        }
        catch (Exception e) when (e is OperationCanceledException or EndOfStreamException)
        {
            throw new InvalidOperationException($"The server fell silent: {e.Message}\n{Said}", e);
        }
    }

    private async Task<string> ReadLineAsync()
    {
        StringBuilder line = new();
        var one = new byte[1];
        while (true)
        {
            await _process.StandardOutput.BaseStream.ReadExactlyAsync(one, _giveUp.Token);
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }
    }

    /// <summary>Gets what the server wrote to its error stream, and its answers that were not as expected.</summary>
    private string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    // The error stream is read on a separate thread.
    private void Note(string? line)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }
    }

    private void ThrowIfGivenUp()
    {
        if (_giveUp.IsCancellationRequested)
        {
            throw new TimeoutException($"Not within {Patience}:\n{Said}");
        }
    }
}
