using Atom.OAuth.CodeFixes.States;
using Microsoft.CodeAnalysis.CSharp;

namespace Atom.OAuth.CodeFixes.Tests.States;

/// <summary>A method that gets a state, and writes more than that into the state of the URL.</summary>
public sealed class ExtendedStateTests
{
    [Theory]
    [InlineData("""return $"URL&state={id}:{state}";""")]
    [InlineData("""return $"URL&state={state}:{id}";""")]
    [InlineData("""return $"URL&state=x-{state}&prompt={id}";""")]
    [InlineData("""return $"URL&state={Uri.EscapeDataString($"{id}:{state}")}";""")]
    [InlineData("""return "URL&state=" + id + ":" + state;""")]
    [InlineData("""return "URL&state=" + state + "-1";""")]
    [InlineData("""return "URL&state=" + Uri.EscapeDataString(id + ":" + state) + "&prompt=none";""")]
    [InlineData("""return string.Format("URL&state={0}:{1}", id, state);""")]
    [InlineData("""return string.Concat("URL&", "state=", id, state);""")]
    [InlineData("""var fullState = $"{id}:{state}"; return $"URL&state={fullState}";""")]
    [InlineData("""string fullState; fullState = $"{id}:{state}"; return $"URL&state={fullState}";""")]
    [InlineData("""url += "&state=" + id + state; return url;""")]
    [InlineData("""query["state"] = id + ":" + state; return query.ToString();""")]
    [InlineData("""query.Add("state", id + ":" + state); return query.ToString();""")]
    [InlineData("""state += "|" + id; return $"URL&state={state}";""")]
    [InlineData("""var full = $"{id}:{state}"; return $"URL&state={full}";""")]
    [InlineData("""var full = string.Join("|", id, state); return $"URL&state={full}";""")]
    [InlineData("""return string.Format(CultureInfo.InvariantCulture, "URL&state={0}:{1}&scope=x", id, state);""")]
    public void Extended(string body) => Assert.True(IsIn(body));

    [Theory]
    [InlineData("""return $"URL&state={state}";""")]
    [InlineData("""return $"URL&scope={id}&state={state}&prompt={id}";""")]
    [InlineData("""return "URL&scope=" + id + "&state=" + Uri.EscapeDataString(state) + "#" + id;""")]
    [InlineData("""return string.Format("URL&scope={0}&state={1}", id, state);""")]
    [InlineData("""return string.Format(CultureInfo.InvariantCulture, "URL&scope={0}&state={1}", id, state);""")]
    [InlineData("""var url = $"URL&scope={id}&state={state}"; return url;""")]
    [InlineData("""return "URL&" + "state=" + state;""")]
    [InlineData("""Console.WriteLine($"{id}:{state}"); return $"URL&state={state}";""")]
    [InlineData("""return $"URL&state={id}&nonce={state}1";""")]
    [InlineData("""query["state"] = state; return query.ToString();""")]
    public void NotExtended(string body) => Assert.False(IsIn(body));

    private static bool IsIn(string body) => ExtendedState.IsIn(
        CSharpSyntaxTree.ParseText($"string Url(int id, string state) {{ {body.Replace("URL", "https://slack.com/authorize?client_id=1", StringComparison.Ordinal)} }}").GetRoot(),
        "state");
}
