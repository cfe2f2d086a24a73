using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM005: what a request passes before it reaches the callback.</summary>
public sealed class ValidateOAuthStateFiltersTests
{
    private const string Compares = "if (context.HttpContext.Request.Query[\"state\"] != context.HttpContext.Request.Cookies[\"state\"])";

    private const string Logs = "Console.WriteLine(context.HttpContext.Request.Query[\"state\"]); if (context.HttpContext.Request.Path == \"/\")";

    [Theory]
    [InlineData("[HttpGet(\"callback\"), SameBrowser]", Compares, false)]
    [InlineData("[HttpGet(\"callback\"), ServiceFilter(typeof(SameBrowserAttribute))]", Compares, false)]
    [InlineData("[HttpGet(\"callback\"), SameBrowser]", Logs, true)]
    [InlineData("[HttpGet(\"callback\"), SameBrowser]", "if (context.ActionArguments[\"state\"] is null)", false)]
    [InlineData("[HttpGet(\"callback\"), SameBrowser]", "if (!context.ModelState.IsValid && context.ActionArguments.Count > 0)", true)]
    [InlineData("[HttpGet(\"callback\"), SameBrowser]", "if (context.ActionArguments.Count > 0 /* no state */)", true)]
    [InlineData("[HttpGet(\"callback\"), SameBrowser]", "if (ValidateState(context))", false)]
    [InlineData("[HttpGet(\"callback\"), SameBrowser]", "if (ValidateCsrf(context) && context.ModelState.IsValid)", true)]
    [InlineData("[HttpGet(\"callback\"), SameBrowser]", "if (ValidateCsrf(context.HttpContext.Request.Query[\"state\"]))", false)]
    [InlineData("[HttpGet(\"callback\")]", Compares, true)]
    public Task FilterOnTheCallback(string attributes, string looks, bool isReported) => VerifyCS.VerifyAsync(
        "using Microsoft.AspNetCore.Mvc.Filters;\n" + Controller(Exchange, "string code", attributes: attributes, isReported: isReported) + $$"""
        public sealed class SameBrowserAttribute : ActionFilterAttribute
        {
            private static bool ValidateState(object given) => given is null;
            private static bool ValidateCsrf(object given) => given is null;

            public override void OnActionExecuting(ActionExecutingContext context)
            {
                {{looks}} { context.Result = new BadRequestResult(); }
            }
        }
        """);

    [Theory]
    [InlineData(Compares, false)]
    [InlineData(Logs, true)]
    public Task MethodOfTheBase(string looks, bool isReported) => VerifyCS.VerifyAsync(
        "using Microsoft.AspNetCore.Mvc.Filters;\n"
        + Controller(Exchange, "string code", isReported: isReported).Replace(": ControllerBase", ": Bound", StringComparison.Ordinal) + $$"""
        public abstract class Bound : Controller
        {
            public override void OnActionExecuting(ActionExecutingContext context)
            {
                {{looks}} { context.Result = new BadRequestResult(); }
            }
        }
        """);

    [Theory]
    [InlineData("group.MapGet(\"/callback\", Connect).AddEndpointFilter<SameBrowser>();", Compares, false)]
    [InlineData("group.MapGet(\"/callback\", Connect).AddEndpointFilter<SameBrowser>();", Logs, true)]
    [InlineData("group.MapGet(\"/callback\", Connect); group.MapGet(\"/other\", Other).AddEndpointFilter<SameBrowser>();", Compares, true)]
    [InlineData("group.AddEndpointFilter<SameBrowser>(); group.MapGet(\"/callback\", Connect);", Compares, false)]
    [InlineData("group.MapGet(\"/callback\", Connect).AddEndpointFilter(async (context, next) => { " + Compares + " { return null; } return await next(context); });", Logs, false)]
    public Task FilterOfTheRoute(string mapping, string looks, bool isReported) => VerifyCS.VerifyAsync(Usings + $$"""
        public static class Slack
        {
            private static dynamic oauth = new object();

            public static void Map(IEndpointRouteBuilder app)
            {
                var group = app.MapGroup("/slack");
                {{mapping}}
            }

            private static string Other() => "";

            private static async Task<IResult> {{(isReported ? "[|Connect|]" : "Connect")}}(string code)
            {
                {{Exchange}}
                return Results.Ok();
            }
        }

        public sealed class SameBrowser : IEndpointFilter
        {
            public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
            {
                {{looks}} { return Results.BadRequest(); }
                return await next(context);
            }
        }
        """);

    [Theory]
    [InlineData("context.Request.Query[\"state\"] != context.Request.Cookies[\"state\"]", false)]
    [InlineData("context.Request.Path == \"/callback\" && context.Request.Query[\"state\"] != context.Request.Cookies[\"state\"]", false)]
    [InlineData("context.Request.Path == \"/zoom/back\" && context.Request.Query[\"state\"] != context.Request.Cookies[\"state\"]", true)]
    [InlineData("context.Request.Query[\"state\"].Count == 0", true)]
    [InlineData("!ValidateCsrf(context) /* no state */", true)]
    public Task Middleware(string looks, bool isReported) => VerifyCS.VerifyAsync(
        Controller(Exchange, "string code", isReported: isReported) + $$"""
        public sealed class SameBrowser(RequestDelegate next)
        {
            private static bool ValidateCsrf(HttpContext context) => context.Request.Headers["csrf"] == context.Request.Cookies["csrf"];

            public async Task InvokeAsync(HttpContext context)
            {
                if ({{looks}}) { context.Response.StatusCode = 400; return; }
                await next(context);
            }
        }
        """);

    /// <summary>The path is only specified where the callback is mapped.</summary>
    [Theory]
    [InlineData("/back", false)]
    [InlineData("/zoom", true)]
    public Task MiddlewareOfAMappedPath(string path, bool isReported) => VerifyCS.VerifyAsync(Usings + $$"""
        public static class Slack
        {
            private static dynamic oauth = new object();

            public static void Map(IEndpointRouteBuilder app) => app.MapGet("/slack/back", Connect);

            private static async Task<IResult> {{(isReported ? "[|Connect|]" : "Connect")}}(string code)
            {
                {{Exchange}}
                return Results.Ok();
            }
        }

        public sealed class SameBrowser(RequestDelegate next)
        {
            public async Task InvokeAsync(HttpContext context)
            {
                if (context.Request.Path.Value!.EndsWith("{{path}}") && context.Request.Query["state"] != context.Request.Cookies["state"])
                {
                    context.Response.StatusCode = 400;
                    return;
                }

                await next(context);
            }
        }
        """);

    [Theory]
    [InlineData("if (context.GetService(typeof(string)) is string saved && saved == State) yield break;", false)]
    [InlineData("if (State.Length > 9) yield break;", true)]
    public Task ModelThatValidatesItself(string looks, bool isReported) => VerifyCS.VerifyAsync(
        "using System.ComponentModel.DataAnnotations;\n"
        + Controller("var tokens = await oauth.ExchangeCodeAsync(back.Code);", "[FromQuery] Back back", isReported: isReported) + $$"""
        public sealed class Back : IValidatableObject
        {
            public string Code { get; set; } = "";
            public string State { get; set; } = "";

            public IEnumerable<ValidationResult> Validate(ValidationContext context)
            {
                {{looks}}
                yield return new ValidationResult("The flow is not open.");
            }
        }
        """);

    /// <summary>What a mediator runs before the handler, for matching requests.</summary>
    [Theory]
    [InlineData("if (request is IHasState given && await store.TakeState(given.State) is null) throw new InvalidOperationException();", ", IHasState", "", false)]
    [InlineData("if (request is IHasState given && await store.TakeState(given.State) is null) throw new InvalidOperationException();", "", "", true)]
    [InlineData("if (await store.TakeState(request.State) is null) throw new InvalidOperationException();", ", IHasState", " where T : IHasState", false)]
    [InlineData("if (await store.TakeState(request.State) is null) throw new InvalidOperationException();", "", " where T : IHasState", true)]
    [InlineData("Console.WriteLine(request.State);", ", IHasState", " where T : IHasState", true)]
    [InlineData("foreach (dynamic validator in new object[0]) { await validator.ValidateAsync(request); }", ", IHasState", " where T : IHasState", true)]
    public Task BehaviourOfAMediator(string looks, string interfaces, string constraint, bool isReported) => VerifyCS.VerifyAsync(Controller(
        "IMediator mediator = store; await mediator.Send(new Connect(code, state));", isReported: isReported) + $$"""
        public interface IMediator { Task<T> Send<T>(IRequest<T> request); }
        public interface IRequest<T>;
        public interface IHasState { string State { get; } }
        public interface IPipelineBehavior<T, TResult>;
        public sealed record Connect(string Code, string State) : IRequest<bool>{{interfaces}};

        public sealed class ConnectHandler(dynamic oauth)
        {
            public async Task<bool> Handle(Connect request)
            {
                var tokens = await oauth.ExchangeCodeAsync(request.Code);
                return true;
            }
        }

        public sealed class Looks<T, TResult>(dynamic store) : IPipelineBehavior<T, TResult>{{constraint}}
        {
            public async Task<TResult> Handle(T request, Func<Task<TResult>> next)
            {
                {{looks}}
                return await next();
            }
        }
        """);
}
