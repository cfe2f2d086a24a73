using Atom.OAuth.Analyzers.Errors;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Tests.Errors;

/// <summary>Which places are only reached on failure, according to the text of the surrounding conditions. <c>here()</c> is the place.</summary>
public sealed class FailureTestsTests
{
    public static TheoryData<string> Failures() =>
    [
        "!response.IsSuccessStatusCode", "!(response.IsSuccessStatusCode)", "response.IsSuccessStatusCode == false",
        "response.IsSuccessStatusCode != true", "response.IsSuccessStatusCode is false", "false == retry || !response.IsSuccessStatusCode",
        "!response.IsSuccessStatusCode && retry", "response.StatusCode != HttpStatusCode.OK", "(int)response.StatusCode != 200",
        "response.StatusCode == HttpStatusCode.BadRequest", "response.StatusCode != HttpStatusCode.Created",
        "response.ResponseStatus != ResponseStatus.Completed", "(int)response.StatusCode >= 400", "(int)response.StatusCode > 399",
        "error != null", "error is not null", "error is { Length: > 0 }", "!string.IsNullOrEmpty(error)",
        "!string.IsNullOrWhiteSpace(error)", "json.RootElement.TryGetProperty(\"error\", out var e)",
        "json.ContainsKey(\"error_description\")", "!json.TryGetValue(\"access_token\", out var t)", "result.IsError", "result.HasErrors",
        "login.Failed", "!result.Success", "!result.Succeeded", "!slack.Ok",
    ];

    public static TheoryData<string> Successes() =>
    [
        "response.IsSuccessStatusCode", "response.IsSuccessStatusCode == true", "response.IsSuccessStatusCode != false",
        "response.IsSuccessStatusCode is true", "!!response.IsSuccessStatusCode", "response.StatusCode == HttpStatusCode.OK",
        "(int)response.StatusCode == 200", "response.StatusCode == HttpStatusCode.Created",
        "response.ResponseStatus == ResponseStatus.Completed", "error == null", "error is null", "string.IsNullOrEmpty(error)",
        "string.IsNullOrWhiteSpace(error)", "json.ContainsKey(\"access_token\")", "!json.TryGetProperty(\"error\", out var e)",
        "result.Success", "result.Succeeded", "slack.Ok", "!result.IsError",
    ];

    public static TheoryData<string> Neither() =>
    [
        "retry", "retry == true", "retry is false", "attempt > 3", "attempt >= 3", "attempt == 200", "name == null", "name is null",
        "string.IsNullOrEmpty(name)", "json.ContainsKey(\"name\")", "name is { Length: > 0 }",
    ];

    [Theory]
    [MemberData(nameof(Failures))]
    public void Failure_SurroundsItsBranch(string condition)
    {
        Assert.True(IsOnFailure($"if ({condition}) {{ here(); }}"));
        Assert.True(IsOnFailure($"if ({condition}) here();"));
        Assert.True(IsOnFailure($"if (retry) {{ if ({condition}) {{ other(); here(); }} }}"));
        Assert.True(IsOnFailure($"var text = {condition} ? here() : other();"));
        Assert.False(IsOnFailure($"if ({condition}) {{ other(); }} else {{ here(); }}"));
        Assert.False(IsOnFailure($"var text = {condition} ? other() : here();"));
        Assert.False(IsOnFailure($"if ({condition}) {{ return; }} here();"));
    }

    [Fact]
    public void Catch_IsReachedOnFailure()
    {
        Assert.True(IsOnFailure("try { other(); } catch (Exception) { here(); }"));
        Assert.True(IsOnFailure("try { other(); } catch { if (retry) { here(); } }"));
        Assert.False(IsOnFailure("try { here(); } catch { other(); }"));
        Assert.False(IsOnFailure("try { other(); } catch { other(); } finally { here(); }"));
        Assert.False(IsOnFailure("try { other(); } catch { other(); } here();"));
    }

    [Theory]
    [InlineData("string.IsNullOrEmpty(accessToken)")]
    [InlineData("answer == null || string.IsNullOrWhiteSpace(answer.AccessToken)")]
    [InlineData("string.IsNullOrEmpty(access_token) || retry")]
    [InlineData("answer?.AccessToken == null")]
    [InlineData("answer?.AccessToken is null")]
    public void WithoutAToken_LeavesOnFailure(string condition)
    {
        Assert.True(IsOnFailure($"if ({condition}) {{ here(); return; }}"));
        Assert.True(IsOnFailure($"if ({condition}) {{ here(); throw new Exception(); }}"));
        Assert.False(IsOnFailure($"if ({condition}) {{ here(); }}"));
        Assert.False(IsOnFailure($"if (!({condition})) {{ here(); return; }}"));
        Assert.False(IsOnFailure($"if ({condition}) {{ return; }} here();"));
    }

    [Theory]
    [InlineData("string.IsNullOrEmpty(name)")]
    [InlineData("answer?.Name == null")]
    [InlineData("answer?.Name is null")]
    [InlineData("answer?.AccessToken == name")]
    [InlineData("answer?.AccessToken is \"\"")]
    [InlineData("retry || retry")]
    public void WithoutAnotherValue_LeavesForAnyReason(string condition) =>
        Assert.False(IsOnFailure($"if ({condition}) {{ here(); return; }}"));

    [Theory]
    [MemberData(nameof(Successes))]
    public void Success_LeavesTheRestToFailure(string condition)
    {
        Assert.True(IsOnFailure($"if ({condition}) {{ other(); }} else {{ here(); }}"));
        Assert.True(IsOnFailure($"var text = {condition} ? other() : here();"));
        Assert.True(IsOnFailure($"if ({condition}) {{ other(); return; }} here();"));
        Assert.True(IsOnFailure($"if ({condition}) return; other(); here();"));
        Assert.True(IsOnFailure($"while (retry) {{ if ({condition}) {{ break; }} here(); }}"));
        Assert.True(IsOnFailure($"while (retry) {{ if ({condition}) {{ continue; }} here(); }}"));
        Assert.True(IsOnFailure($"if ({condition}) {{ throw new Exception(); }} here();"));
        Assert.False(IsOnFailure($"if ({condition}) {{ here(); }}"));
        Assert.False(IsOnFailure($"var text = {condition} ? here() : other();"));
        Assert.False(IsOnFailure($"if ({condition}) {{ other(); }} here();"));
        Assert.False(IsOnFailure($"here(); if ({condition}) {{ return; }}"));
    }

    [Theory]
    [MemberData(nameof(Neither))]
    public void AnotherCondition_SaysNothing(string condition)
    {
        Assert.False(IsOnFailure($"if ({condition}) {{ here(); }}"));
        Assert.False(IsOnFailure($"if ({condition}) {{ other(); }} else {{ here(); }}"));
        Assert.False(IsOnFailure($"if ({condition}) {{ return; }} here();"));
        Assert.False(IsOnFailure($"var text = {condition} ? here() : other();"));
        Assert.False(IsOnFailure($"var text = {condition} ? other() : here();"));
    }

    [Theory]
    [InlineData("if (!response.IsSuccessStatusCode) { Action report = () => here(); }")]
    [InlineData("if (!response.IsSuccessStatusCode) { void Report() => here(); }")]
    public void AFunctionOfItsOwn_IsCalledWhenever(string body) => Assert.False(IsOnFailure(body));

    private static bool IsOnFailure(string body)
    {
        var root = CSharpSyntaxTree.ParseText($"class C {{ void M() {{ {body} }} }}").GetRoot();
        return FailureTests.Surround(root.DescendantNodes()
            .OfType<InvocationExpressionSyntax>()
            .Single(static call => call.Expression.ToString() == "here"));
    }
}
