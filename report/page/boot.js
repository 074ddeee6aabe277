// Makes a chart answer when it is touched: on the first hover, focus or tap the
// drawing is replaced by the same chart, live, with a tooltip. Everything shown
// is text; nothing in the options or tips is ever run.
(function () {
  'use strict';
  var block = document.getElementById('chart-options');
  if (!block || !window.echarts) { return; }
  var data = JSON.parse(block.textContent), charts = data.charts;
  var said = document.getElementById('chart-said');
  var live = [];

  function start(box) {
    var c = charts[box.id];
    if (!c) { return null; }
    if (box.juyo) { return box.juyo; }
    var svg = null;
    for (var i = 0; i < box.children.length; i++) {
      if (box.children[i].getBoundingClientRect().width > 0) { svg = box.children[i]; break; }
    }
    if (!svg) { return null; }
    var size = svg.getBoundingClientRect();
    var drawn = svg.getAttribute('class') === 'narrow' ? c.narrow : c.wide;
    var option = JSON.parse(JSON.stringify(Object.assign({}, data.shared, drawn)));
    option.tooltip.axisPointer.type = c.pointer;
    option.tooltip.formatter = function (p) {
      p = Array.isArray(p) ? p[0] : p;
      return p && c.tips[p.dataIndex] || '';
    };
    var div = document.createElement('div');
    div.className = 'live';
    div.style.width = size.width + 'px';
    div.style.height = size.height + 'px';
    box.appendChild(div);
    box.classList.add('on');
    var chart = window.echarts.init(div, null, {renderer: 'svg', width: size.width, height: size.height});
    chart.setOption(option);
    box.juyo = {chart: chart, div: div, tips: c.tips, series: c.keys, at: -1};
    live.push(box);
    return box.juyo;
  }

  function stop(box) {
    box.juyo.chart.dispose();
    box.removeChild(box.juyo.div);
    box.classList.remove('on');
    box.juyo = null;
  }

  function point(e) {
    var box = e.currentTarget, fresh = !box.juyo, j = start(box);
    if (j && fresh) {
      var r = j.div.getBoundingClientRect();
      j.chart.dispatchAction({type: 'showTip', x: e.clientX - r.left, y: e.clientY - r.top});
    }
  }

  function press(e) {
    var j = start(e.currentTarget), step = {ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1}[e.key];
    if (!j) { return; }
    if (e.key === 'Escape') { j.chart.dispatchAction({type: 'hideTip'}); return; }
    if (!step) { return; }
    e.preventDefault();
    j.at = (j.at + step + j.tips.length) % j.tips.length;
    j.chart.dispatchAction({type: 'showTip', seriesIndex: j.series, dataIndex: j.at});
    said.textContent = j.tips[j.at];
  }

  Object.keys(charts).forEach(function (id) {
    var box = document.getElementById(id);
    if (!box) { return; }
    box.tabIndex = 0;
    box.addEventListener('pointerenter', point);
    box.addEventListener('pointerdown', point);
    box.addEventListener('focus', function () { start(box); });
    box.addEventListener('keydown', press);
  });

  var width = window.innerWidth;
  window.addEventListener('resize', function () {
    if (window.innerWidth === width) { return; }
    width = window.innerWidth;
    live.forEach(function (box) { if (box.juyo) { stop(box); } });
    live = [];
  });

  // Where a style sheet cannot open what is folded, printing does.
  var opened = [];
  window.addEventListener('beforeprint', function () {
    document.querySelectorAll('details:not([open])').forEach(function (d) { d.open = true; opened.push(d); });
  });
  window.addEventListener('afterprint', function () {
    opened.forEach(function (d) { d.open = false; });
    opened = [];
  });
})();
