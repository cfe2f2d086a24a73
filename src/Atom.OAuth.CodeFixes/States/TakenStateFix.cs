using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.States;
using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// A state that is used unchecked as a user, a tenant or a path: the callback takes these from the members of the checked state. What else an
/// application adds to a state is the data of the protected one: see <see cref="ReadContentFix"/>.
/// </summary>
internal static class TakenStateFix
{
    private static readonly (NameTable Names, string Member)[] Members =
    {
        (new NameTable("^User Id $", "^userid $", "^User $", "^Owner Id $"), "UserId"),
        (new NameTable("^Tenant Id $", "^Tenant $"), "TenantId"),
        (new NameTable("Return Url $", "Return Path $", "Redirect Url $", "Redirect Path $", "Return To $"), "RedirectPath"),
    };

    /// <summary>
    /// Methods of libraries that return the text of an encoded one. <see cref="StateReading.IsDecoder"/> recognizes others, because it answers
    /// another question: whether a callback reads anything out of its state, as from JSON, which the members of a checked state do not contain.
    /// </summary>
    private static readonly WordTable Decoders = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        "UnescapeDataString", "UrlDecode", "HtmlDecode", "FromBase64String", "FromHexString", "DecodeFromChars", "Base64UrlDecode", "GetString");

    /// <summary>Parts of the names of methods that read something out of a text.</summary>
    private static readonly string[] Readers = { "Decode", "Deserialize", "Decrypt", "Unprotect", "Unpack" };

    /// <summary>Types whose methods and constructors parse a text as a single value.</summary>
    private static readonly WordTable ValueTypes = new(
        WordMatch.Whole, StringComparison.Ordinal, "Guid", "ObjectId", "Ulid", "int", "long", "Int32", "Int64", "Convert", "Uri");

    /// <summary>
    /// Gets the changes to try; none if no checked state is in scope, if something else is taken from the received one, or if the start puts it into
    /// the data.
    /// </summary>
    public static IEnumerable<IReadOnlyList<TextChange>> Candidates(StateSite site)
    {
        if (site.Finding.Problem != StateProblem.TakenApart)
        {
            yield break;
        }

        var places = site.Finding.Also.Where(place => place.SourceTree == site.Model.SyntaxTree)
            .Select(place => site.Root.FindNode(place.SourceSpan, getInnermostNodeForTie: true))
            .Prepend(site.Finding.Site)
            .Distinct()
            .ToList();
        var taken = places.Select(place => NameOf(place, site.Model)).OfType<string>().ToList();
        if (taken.Exists(name => IsReadFurther(site.Finding.Function, name)))
        {
            yield break;
        }

        places.RemoveAll(place => Read(place) is null && PassesOn(place, taken));
        foreach (var mark in new[] { string.Empty, "!" })
        {
            var changes = places.Select(place => Change(place, site, mark)).ToList();
            if (changes.TrueForAll(static change => change is not null) && FlowContent.IsPutInBy(site) is not true)
            {
                yield return changes.Select(static change => change!.Value).Distinct().OrderBy(static change => change.Span.Start).ToList();
            }
        }
    }

    private static TextChange? Change(SyntaxNode place, StateSite site, string mark)
    {
        if (NameOf(place, site.Model) is not { } name
            || Read(place) is not { } used
            || Decoded(used, site.Model) is not { } read
            || Members.FirstOrDefault(member => member.Names.Matches(name)).Member is not { } member
            || Checked(read, site.Model) is not { } state)
        {
            return null;
        }

        return new TextChange(read.Span, $"{state}.{member}{(member == "RedirectPath" ? string.Empty : mark)}");
    }

    /// <summary>Gets what the state is taken as; null if the code does not use the state, or uses it otherwise.</summary>
    private static string? NameOf(SyntaxNode place, SemanticModel model) =>
        Read(place) is { } used && Decoded(used, model) is var read ? TakenAs(read.Span.Contains(place.Span) ? read : place, model) : null;

    /// <summary>
    /// Recognizes a call that gets the value which was taken from the state, <c>Connect(code, Guid.Parse(userId))</c>: it gets that of the
    /// checked state then.
    /// </summary>
    private static bool PassesOn(SyntaxNode place, List<string> taken) =>
        place.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(name => taken.Contains(name.Identifier.ValueText)).ToList() is { Count: > 0 } uses
        && uses.TrueForAll(use => use.Parent is ArgumentSyntax { RefOrOutKeyword.RawKind: 0 } && IsTakenWhole(use, place));

    /// <summary>Returns true if a value is parsed as a single one, or the place is a call that gets it as it is: <c>FindByIdAsync(userId)</c>.</summary>
    private static bool IsTakenWhole(IdentifierNameSyntax value, SyntaxNode place) => value.Parent!.Parent!.Parent switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var type } } call when StateReading.IsDecoding(call) =>
            !StateReading.IsDecoder(call.Expression) && ValueTypes.Matches(FunctionRequests.LastName(type)),
        InvocationExpressionSyntax call => call == place && !StateReading.IsDecoding(call),
        ObjectCreationExpressionSyntax { Type: var type } => ValueTypes.Matches(type.LastName()),
        _ => false,
    };

    /// <summary>Returns true if the value is only a container of others: <c>Redirect(Decode64(returnUrl))</c>.</summary>
    private static bool IsReadFurther(SyntaxNode function, string value) =>
        function.TokensNamed(value).Any(static token => token.Parent is IdentifierNameSyntax
        {
            Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call },
        }
            && AnyCase.ContainsAny(call.CalledName(), Readers));

    /// <summary>
    /// Gets the variable, member or parameter to which the state is assigned: <c>var userId = state</c>, <c>Guid.TryParse(state, out var userId)</c>,
    /// <c>Save(userId: state)</c>.
    /// </summary>
    private static string? TakenAs(SyntaxNode place, SemanticModel model) => place switch
    {
        InvocationExpressionSyntax call when OutVariable(call) is { } parsed => parsed,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax or MemberAccessExpressionSyntax } assignment => FunctionRequests.LastName(assignment.Left),
        { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } } => variable.Identifier.ValueText,
        { Parent: ConditionalExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } } } =>
            variable.Identifier.ValueText,
        InvocationExpressionSyntax call => ParameterOf(call, model),
        _ => null,
    };

    private static string? OutVariable(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Select(static argument => argument.Expression).OfType<DeclarationExpressionSyntax>()
            .Select(static declared => (declared.Designation as SingleVariableDesignationSyntax)?.Identifier.ValueText)
            .FirstOrDefault();

    private static string? ParameterOf(InvocationExpressionSyntax call, SemanticModel model) =>
        call.ArgumentList.Arguments.FirstOrDefault(static argument => IsState(argument.Expression))
            ?.ParameterName(model.GetSymbolInfo(call).Symbol as IMethodSymbol);

    /// <summary>Gets the only use of the state in a piece of code.</summary>
    private static ExpressionSyntax? Read(SyntaxNode place) =>
        place.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Where(IsState).Take(2).ToList() is [var only] ? only : null;

    /// <summary>
    /// Gets the whole value if the library only decodes the state, as in <c>Encoding.UTF8.GetString(Convert.FromBase64String(state))</c>: the
    /// members of a checked state are not encoded.
    /// </summary>
    private static ExpressionSyntax Decoded(ExpressionSyntax state, SemanticModel model)
    {
        var whole = state;
        while (whole.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } call }
            && Decoders.Matches(call.CalledName())
            && model.GetSymbolInfo(call).Symbol is { DeclaringSyntaxReferences.IsEmpty: true })
        {
            whole = call;
        }

        return whole;
    }

    private static bool IsState(ExpressionSyntax value) => value is IdentifierNameSyntax { Identifier.ValueText: var name } && StateNames.IsStateName(name);

    /// <summary>Gets the variable with the checked state; null if none is in scope.</summary>
    public static string? Checked(SyntaxNode place, SemanticModel model) =>
        VariablesInScope.At(place, model).FirstOrDefault(static symbol => symbol is ILocalSymbol
        {
            Type: { Name: "OAuthState", ContainingNamespace: { Name: "OAuth", ContainingNamespace.Name: "Atom" } }
        })?.Name;
}
