using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Responses.Guards;
using Atom.OAuth.Analyzers.Responses.HtmlChecks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>
/// Decides whether a call reads a provider's response as JSON without an HTML check before it: origin → marks → guards.
/// Analyzers and fixers share the same object.
/// </summary>
internal sealed class ResponseAnalysis
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<OAuthOptions, ResponseAnalysis>> Cache = new();

    private readonly OAuthSymbols _symbols;
    private readonly CandidateCalls _candidates;
    private readonly SourceMethods _methods;
    private readonly OriginTracer _tracer;
    private readonly ResponseGuards _guards;
    private readonly ResponseMarks _marks;
    private readonly HandledElsewhere _elsewhere;
    private readonly SummaryCache<IReadOnlyList<ParameterRead>> _parameterReads = new();

    private ResponseAnalysis(Compilation compilation, OAuthSymbols symbols, OAuthOptions options)
    {
        _symbols = symbols;
        _candidates = CandidateCalls.Of(symbols);
        _methods = new SourceMethods(compilation);
        var attributes = new OwnAttributes(symbols);
        _guards = new ResponseGuards(symbols, new GuardMethods(symbols, options, _methods, attributes));
        _tracer = new OriginTracer(symbols, _methods, _guards);
        _marks = new ResponseMarks(compilation, symbols, options, _methods, attributes);
        _elsewhere = new HandledElsewhere(compilation, _methods);
    }

    public static ResponseAnalysis Of(Compilation compilation, OAuthSymbols symbols, OAuthOptions options) =>
        Cache.GetValue(compilation, static _ => new()).GetOrAdd(options, o => new ResponseAnalysis(compilation, symbols, o));

    public UnguardedRead? Check(IInvocationOperation call)
    {
        var found = JsonReads.Operand(call, _symbols) is { } body ? CheckRead(call, body)
            : _candidates.MayHandOver(call) ? CheckHandOver(call)
            : null;
        return found is null || TestCode.Contains(call.Syntax) ? null : found;
    }

    /// <summary>Gets the evidence that a value is the body of an OAuth endpoint's response, however it is used; otherwise null.</summary>
    public MarkEvidence? FindOAuthBody(IOperation value)
    {
        var origin = _tracer.Trace(value);
        return origin.IsFromHttp ? FindOAuthBody(value, origin, reader: null) : FindOAuthBodyOfCallers(origin);
    }

    private MarkEvidence? FindOAuthBody(IOperation value, ResponseOrigin origin, IMethodSymbol? reader) =>
        _marks.Find(value, origin, reader, ResponseScope.OAuth) is { } evidence && !IsOfAnotherEndpoint(value, origin, evidence) ? evidence : null;

    /// <summary>All callers of a private helper must pass such a body: a helper that also serves another API does not format OAuth errors.</summary>
    private MarkEvidence? FindOAuthBodyOfCallers(ResponseOrigin origin)
    {
        foreach (var parameter in origin.Parameters)
        {
            if (parameter.ContainingSymbol is not IMethodSymbol method || !CandidateCalls.IsReportedAtRead(method))
            {
                continue;
            }

            var given = CallsOf(method)
                .Select(call => call.ArgumentOf(parameter.Ordinal) is { } argument && _tracer.Trace(argument) is { IsFromHttp: true } body
                    ? FindOAuthBody(argument, body, method)
                    : null)
                .ToList();
            if (given.Count > 0 && given.TrueForAll(static evidence => evidence is not null))
            {
                return given[0];
            }
        }

        return null;
    }

    /// <summary>
    /// A member that exchanges tokens often sends another request with the new token. That token, or a URL in that call, outweighs the evidence
    /// around it. The keys of a token request belong to that call itself if no other URL is an OAuth endpoint and they are next to it.
    /// </summary>
    private static bool IsOfAnotherEndpoint(IOperation value, ResponseOrigin origin, MarkEvidence evidence) =>
        origin.Calls.All(call => OpenedRequests.AskApi(call, origin.HelperCalls))
        || (origin.Calls.All(call => CallUrls.NameAnotherEndpoint(call, origin.HelperCalls))
            && (evidence.Has(Evidence.OAuthPath)
                || !origin.Calls.Append(value).Any(static at => MarkScanner.MakesTokenRequest(ResponseMarks.Member(at.Syntax)))));

    /// <summary>The same for the body's text. Formatting a response or a content as text gives its status and headers, or a type name.</summary>
    public MarkEvidence? FindOAuthText(IOperation value) => _symbols.IsResponseOrContent(_symbols.Awaited(value.Type)) ? null : FindOAuthBody(value);

    /// <summary>Gets the evidence of OAuth and of the provider in the code around a node.</summary>
    public MarkEvidence Around(SyntaxNode site) => _marks.Around(site);

    private UnguardedRead? CheckRead(IInvocationOperation read, IOperation body)
    {
        var origin = OriginOf(read, body);
        if (IsOfResponse(origin))
        {
            if (_marks.Find(read, origin) is { } evidence)
            {
                return IsGuarded(read, origin)
                    ? null
                    : new UnguardedRead(read, body, read, origin, origin.Helpers.FirstOrDefault(), evidence.Provider)
                    {
                        Explain = () => _marks.Explain(read, origin),
                    };
            }
        }

        return CheckCallers(read, body, origin);
    }

    /// <summary>Returns true if the body was fetched here, or belongs to a response that the method is given.</summary>
    private bool IsOfResponse(ResponseOrigin origin) =>
        origin.IsFromHttp || origin.Parameters.Any(parameter => _symbols.IsResponseOrContent(parameter.Type));

    /// <summary>A private helper that reads its parameter is reported once, at the read, if a caller passes it a provider's response.</summary>
    private UnguardedRead? CheckCallers(IInvocationOperation read, IOperation body, ResponseOrigin origin)
    {
        foreach (var parameter in origin.Parameters)
        {
            if (parameter.ContainingSymbol is not IMethodSymbol method || !CandidateCalls.IsReportedAtRead(method) || IsGuarded(read, origin))
            {
                continue;
            }

            foreach (var call in CallsOf(method))
            {
                if (call.ArgumentOf(parameter.Ordinal) is { } argument
                    && _tracer.Trace(argument) is var callerOrigin
                    && IsOfResponse(callerOrigin)
                    && _marks.Find(call, callerOrigin, method) is { } evidence
                    && !IsGuarded(call, callerOrigin))
                {
                    return new UnguardedRead(read, body, read, origin, callerOrigin.Helpers.FirstOrDefault(), evidence.Provider)
                    {
                        Explain = () => _marks.Explain(call, callerOrigin, method),
                    };
                }
            }
        }

        return null;
    }

    /// <summary>A call that passes a provider's response to a method of this compilation that reads it.</summary>
    private UnguardedRead? CheckHandOver(IInvocationOperation call)
    {
        // The arguments rule out most calls, and their code is bound already, whereas the helper still has to be bound.
        var fetched = FetchedArgumentsOf(call);
        if (fetched.Count == 0)
        {
            return null;
        }

        var helper = _candidates.RunBy(call);
        foreach (var (ordinal, read) in ParameterReadsOf(helper, callsLeft: 2))
        {
            if (fetched.Find(argument => argument.Ordinal == ordinal) is { } handed
                && _marks.Find(call, handed.Origin, helper) is { } evidence
                && !IsGuarded(call, handed.Origin))
            {
                return new UnguardedRead(call, handed.Value, read, handed.Origin, helper, evidence.Provider)
                {
                    Explain = () => _marks.Explain(call, handed.Origin, helper),
                };
            }
        }

        return null;
    }

    /// <summary>Gets the arguments that came over HTTP, among those that may pass a body to the method.</summary>
    private List<FetchedArgument> FetchedArgumentsOf(IInvocationOperation call)
    {
        var handed = _candidates.HandedBodiesOf(call);
        var fetched = new List<FetchedArgument>();
        foreach (var ordinal in handed)
        {
            if (ExtensionBlocks.Given(call, ordinal) is { } given && MayBeFetched(given) && _tracer.Trace(given) is { IsFromHttp: true } origin)
            {
                fetched.Add(new FetchedArgument(ordinal, given, origin));
            }
        }

        return fetched;
    }

    /// <summary>Literals, new objects and a caller's own text are not traced.</summary>
    private bool MayBeFetched(IOperation argument) => argument.Unwrap() switch
    {
        var value when CandidateCalls.IsFresh(value) => false,
        IFieldReferenceOperation => _symbols.IsResponseOrContent(argument.Type),
        IParameterReferenceOperation parameter =>
            _symbols.IsResponseOrContent(argument.Type) || IsSetAround(argument.Syntax, parameter.Parameter.Name),
        ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var reference] } local =>
            reference.GetSyntax() is not VariableDeclaratorSyntax { Initializer: { } initializer }
            || SourceMethods.MayFetch(initializer) || IsSetAround(argument.Syntax, local.Local.Name),
        _ => true,
    };

    /// <summary>Searches the text: is the variable assigned again after its first value?</summary>
    private static bool IsSetAround(SyntaxNode code, string variable) => GivenValues.AreIn(ResponseMarks.Member(code), variable);

    /// <summary>There is nothing to report if there is a guard, or a misused check that is reported itself.</summary>
    private bool IsGuarded(IInvocationOperation read, ResponseOrigin origin) =>
        HtmlCheckMisuse.Explains(read, origin, _symbols)
            || JsonCatch.Surrounds(read, _symbols)
            || _guards.IsSafeAt(read, origin)
            || AllCallersCatch(read)
            || _elsewhere.Is(read, _symbols);

    private ResponseOrigin OriginOf(IInvocationOperation read, IOperation body)
    {
        if (!ReferenceEquals(read, body))
        {
            return _tracer.Trace(body);
        }

        var origin = new ResponseOrigin();
        origin.AddCall(read);
        return origin;
    }

    /// <summary>Gets, for each parameter of a method, the first read that has no guard in the method itself and is not reported there.</summary>
    private IReadOnlyList<ParameterRead> ParameterReadsOf(IMethodSymbol method, int callsLeft) =>
        _parameterReads.GetOrAdd(method, callsLeft, (m, left) => FindParameterReads((IMethodSymbol)m, left));

    private IReadOnlyList<ParameterRead> FindParameterReads(IMethodSymbol method, int callsLeft)
    {
        if (_candidates.HandedBodiesOf(method).Length == 0 || _methods.Get(method) is not { } body)
        {
            return Array.Empty<ParameterRead>();
        }

        var reads = new List<ParameterRead>();
        foreach (var call in BodyFacts.Of(body).Invocations)
        {
            if (JsonReads.Operand(call, _symbols) is { } operand && !ReferenceEquals(operand, call))
            {
                AddParameterReads(reads, method, call, operand, call);
            }
            else if (callsLeft > 0 && _candidates.MayHandOver(call))
            {
                foreach (var inner in ParameterReadsOf(_candidates.RunBy(call), callsLeft - 1))
                {
                    if (ExtensionBlocks.Given(call, inner.Ordinal) is { } given)
                    {
                        AddParameterReads(reads, method, call, given, inner.Read);
                    }
                }
            }
        }

        return reads;
    }

    private void AddParameterReads(
        List<ParameterRead> reads, IMethodSymbol method, IInvocationOperation site, IOperation body, IInvocationOperation read)
    {
        var origin = _tracer.Trace(body);
        foreach (var parameter in origin.Parameters)
        {
            // One read of a parameter is enough, and each costs a trace in the caller.
            var ordinal = ExtensionBlocks.OrdinalOf(parameter);
            if (ExtensionBlocks.IsOf(parameter, method)
                && !reads.Exists(known => known.Ordinal == ordinal)
                && _symbols.CanBeBody(parameter.Type)
                && !(_symbols.IsResponseOrContent(parameter.Type) && _marks.Find(site, origin) is not null)
                && !IsGuarded(site, origin))
            {
                reads.Add(new ParameterRead(ordinal, read));
            }
        }
    }

    /// <summary>The same, decided by the text.</summary>
    private static bool MayBeReportedAtRead(MethodDeclarationSyntax method) =>
        method.Modifiers.Any(SyntaxKind.OverrideKeyword)
        || !(method.Modifiers.Any(SyntaxKind.PublicKeyword)
            || method.Modifiers.Any(SyntaxKind.InternalKeyword)
            || method.Modifiers.Any(SyntaxKind.ProtectedKeyword));

    private IEnumerable<IInvocationOperation> CallsOf(IMethodSymbol method)
    {
        for (var declared = method.OriginalDefinition; declared is not null; declared = declared.OverriddenMethod?.OriginalDefinition)
        {
            foreach (var syntax in Callers.Of(declared).Where(c => _methods.Contains(c.SyntaxTree)))
            {
                if (_methods.Operation(syntax) is IInvocationOperation call && call.TargetMethod.OriginalDefinition.Is(declared))
                {
                    yield return call;
                }
            }
        }
    }

    /// <summary>A private method may leave the parser's exception to its callers if all of them catch it.</summary>
    private bool AllCallersCatch(IInvocationOperation read)
    {
        // The text first: callers rarely catch the parser's exception.
        if (read.Syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { Parent: TypeDeclarationSyntax type } declaration
            || !MayBeReportedAtRead(declaration)
            || !Callers.In(type, declaration.Identifier.ValueText).Any(JsonCatch.MaySurround)
            || _methods.Model(read.Syntax.SyntaxTree).GetDeclaredSymbol(declaration) is not { } method)
        {
            return false;
        }

        return CandidateCalls.IsReportedAtRead(method)
            && Callers.Of(method).All(JsonCatch.MaySurround)
            && ThrownOnPages.By(read, _symbols) is var thrown
            && CallsOf(method).All(call => JsonCatch.Surrounds(call, thrown));
    }

    private sealed record ParameterRead(int Ordinal, IInvocationOperation Read);

    private sealed record FetchedArgument(int Ordinal, IOperation Value, ResponseOrigin Origin);
}
