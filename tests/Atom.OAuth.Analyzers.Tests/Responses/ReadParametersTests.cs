using Atom.OAuth.Analyzers.Responses;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Tests.Responses;

/// <summary>Whose callers are analyzed: parameters that may reach a read, but not those that are only used in a request.</summary>
public sealed class ReadParametersTests
{
    // Makes the method longer than one that only forwards.
    private static readonly string Filler = string.Concat(Enumerable.Repeat(
        "Log(\"what this method does besides, so that it is no short one\"); ", 8));

    [Theory]
    [InlineData("return JsonSerializer.Deserialize<Row>(p);")]
    [InlineData("return await p.Content.ReadFromJsonAsync<Row>();")]
    [InlineData("return JObject.Parse(p.Trim());")]
    [InlineData("var text = p.Trim(); return JsonSerializer.Deserialize<Row>(text);")]
    [InlineData("string text; text = p; return JsonSerializer.Deserialize<Row>(text);")]
    [InlineData("string text = null; text ??= p; return JsonSerializer.Deserialize<Row>(text);")]
    [InlineData("await using var stream = await p.ReadAsStreamAsync(); return await JsonSerializer.DeserializeAsync<Row>(stream);")]
    [InlineData("string text, other; (text, other) = (p, \"\"); return JsonSerializer.Deserialize<Row>(text);")]
    [InlineData("var (text, other) = Split(p); return JsonSerializer.Deserialize<Row>(text);")]
    [InlineData("if (!TryClean(p, out var text)) { return null; } return JsonSerializer.Deserialize<Row>(text);")]
    [InlineData("string text = null; Clean(p, ref text); return JsonSerializer.Deserialize<Row>(text);")]
    [InlineData("if (p is string text) { return JsonSerializer.Deserialize<Row>(text); } return null;")]
    [InlineData("foreach (var line in p.Split('\\n')) { rows.Add(JsonSerializer.Deserialize<Row>(line)); } return rows;")]
    [InlineData("return p.Split('\\n').Select(line => JsonSerializer.Deserialize<Row>(line));")]
    [InlineData("return from line in p.Split('\\n') select JsonSerializer.Deserialize<Row>(line);")]
    [InlineData("return Read(p); Row Read(string text) => JsonSerializer.Deserialize<Row>(text);")]
    [InlineData("var answer = new Answer(); answer.Text = p; return JsonSerializer.Deserialize<Row>(answer.Text);")]
    [InlineData("_text = p; return JsonSerializer.Deserialize<Row>(_text);")]
    [InlineData("this.text = p; return JsonSerializer.Deserialize<Row>(this.text);")]
    [InlineData("return Serializer.Deserialize<Row>(p);")]
    [InlineData("return JObject\n.Parse(p);")]
    [InlineData("return JObject . Parse (p);")]
    [InlineData("return Newtonsoft.Json.Linq.JObject.Parse(p);")]
    [InlineData("var answer = new Answer { Text = p }; return JsonSerializer.Deserialize<Row>(answer.Text);")]
    public void ParameterThatMayBeRead_IsFound(string body)
    {
        Assert.Contains("p", ReadParameters.NamesIn(Method(Filler + body)));
        Assert.True(JsonReads.AreNamedIn(Method(Filler + body)));
    }

    [Theory]
    [InlineData("using var response = await client.GetAsync(p); var text = await response.Content.ReadAsStringAsync(); return JsonSerializer.Deserialize<Row>(text);")]
    [InlineData("return JsonSerializer.Deserialize<Row>(await client.GetStringAsync(p));")]
    [InlineData("request.Content = new StringContent(p); var response = await client.SendAsync(request); return JsonSerializer.Deserialize<Row>(await response.Content.ReadAsStringAsync());")]
    [InlineData("return await client.GetFromJsonAsync<Row>(p);")]
    [InlineData("var other = p; return JsonSerializer.Deserialize<Row>(text);")]
    [InlineData("return int.Parse(p);")]
    [InlineData("return p.Select(JsonConvert.DeserializeObject<Row>);")]
    [InlineData("return ReadResponse(p);")]
    public void ParameterOfWhichNothingIsRead_IsNot(string body) => Assert.DoesNotContain("p", ReadParameters.NamesIn(Method(Filler + body)));

    [Theory]
    [InlineData("return ReadResponse(p);")]
    [InlineData("return JsonHelper.To<Row>(p);")]
    [InlineData("return p.ParseRow();")]
    [InlineData("return Codec.JsonText (p);")]
    public void ShortMethodThatMayLeaveTheReadToAnother_CountsToo(string body)
    {
        Assert.Contains("p", ReadParameters.NamesIn(Method(body)));
        Assert.True(JsonReads.AreNamedIn(Method(body)));
    }

    [Theory]
    [InlineData("return int.Parse(p);")]
    [InlineData("return Loaded(p) + Parse(p) + Codec.Load(p);")]
    [InlineData("return await client.GetFromJsonAsync<Row>(p);")]
    [InlineData("return await client.PostAsync(p, content);")]
    public void LongMethodThatNamesNoRead_IsToldByItsText(string body) => Assert.False(JsonReads.AreNamedIn(Method(Filler + body)));

    [Fact]
    public void ShortMethodThatCallsNothingOfThatName_IsToldByItsText() =>
        Assert.False(JsonReads.AreNamedIn(Method("Response answer = p; return JsonName;")));

    private static MethodDeclarationSyntax Method(string body) =>
        CSharpSyntaxTree.ParseText($"class C {{ public async Task<object> M(string p) {{ {body} }} }}")
            .GetRoot()
            .DescendantNodes()
            .OfType<MethodDeclarationSyntax>()
            .First();
}
